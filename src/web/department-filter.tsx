/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listPath } from "./links.ts";

interface DepartmentFilterProps {
  readonly path: string;
  readonly departments: readonly { readonly name: string; readonly threadCount?: number }[];
  readonly current?: string | undefined;
}

export const DepartmentFilter = ({ path, departments, current }: DepartmentFilterProps) =>
  departments.length === 0 ? null : (
    <nav class="departments" aria-labelledby="departments-heading">
      <h2 id="departments-heading">Departments</h2>
      <ul>
        <li>
          <a href={path} aria-current={current === undefined ? "true" : undefined}>
            All
          </a>
        </li>
        {departments.map(({ name, threadCount }) => (
          <li>
            <a href={listPath(path, { department: name })} aria-current={name === current ? "true" : undefined}>
              <span dir="auto">{name}</span>
              {threadCount === undefined ? null : <span class="count">{threadCount.toLocaleString("en")}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
