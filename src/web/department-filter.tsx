/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listPath } from "./links.ts";

interface DepartmentFilterProps {
  readonly path: string;
  /** With how many entries each has; a null name is for those without a department. */
  readonly departments: readonly { readonly name: string | null; readonly count: number }[];
  /** What the entry without a name is called. */
  readonly withoutDepartment?: string;
  /** undefined for all. */
  readonly current?: string | null | undefined;
}

export const DepartmentFilter = ({ path, departments, withoutDepartment = "", current }: DepartmentFilterProps) =>
  departments.length === 0 ? null : (
    <nav class="departments" aria-labelledby="departments-heading">
      <h2 id="departments-heading">Departments</h2>
      <ul>
        <li>
          <a href={path} aria-current={current === undefined ? "true" : undefined}>
            All
          </a>
        </li>
        {departments.map(({ name, count }) => (
          <li>
            <a href={listPath(path, { department: name })} aria-current={name === current ? "true" : undefined}>
              <span dir="auto">{name ?? withoutDepartment}</span>
              <span class="count">{count.toLocaleString("en")}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
