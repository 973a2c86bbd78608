/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listPath } from "./links.ts";

export const PAGE_LENGTH = 20;

interface PaginationProps {
  readonly path: string;
  readonly department?: string | null | undefined;
  readonly page: number;
  readonly total: number;
  /** How many entries stand on a page. */
  readonly length?: number;
}

export const Pagination = ({ path, department, page, total, length = PAGE_LENGTH }: PaginationProps) => {
  const last = Math.max(1, Math.ceil(total / length));
  if (last === 1 && page === 1) return null;
  return (
    <nav class="pagination" aria-label="Pages">
      {page > 1 ? (
        <a rel="prev" href={listPath(path, { page: Math.min(page - 1, last), department })}>
          ← Previous
        </a>
      ) : (
        <span />
      )}
      <span class="quiet">
        Page {page} of {last}
      </span>
      {page < last ? (
        <a rel="next" href={listPath(path, { page: page + 1, department })}>
          Next →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
};
