/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Page, ThreadSummary } from "../http/services.ts";
import { AskForm } from "./ask-form.tsx";
import { DepartmentFilter } from "./department-filter.tsx";
import { Document } from "./document.tsx";
import { Pagination } from "./pagination.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { ThreadList } from "./thread-list.tsx";
import { counted } from "./wording.ts";

interface HomePageProps {
  readonly threads: Page<ThreadSummary>;
  readonly departments: readonly { readonly name: string; readonly threadCount: number }[];
  readonly department?: string | undefined;
  readonly page: number;
  readonly mostTextCharacters: number;
  readonly stylesheet: Stylesheet;
}

const EmptyForum = () => (
  <section class="empty">
    <h2>No threads yet</h2>
    <p>Fill the index from a file of threads, one JSON object a line; this page shows them within seconds:</p>
    <pre>
      <code>npm run ingest -- threads.jsonl</code>
    </pre>
    <p>
      Or send them while the service runs: <a href="/docs#putThread">PUT /v1/threads/&#123;id&#125;</a>.
    </p>
  </section>
);

export const HomePage = ({ threads, departments, department, page, mostTextCharacters, stylesheet }: HomePageProps) => (
  <Document title={department ?? "Kindred"} stylesheet={stylesheet} current="threads">
    {department === undefined && page === 1 ? (
      <section class="hero">
        <h1>Has somebody asked this before?</h1>
        <p class="lead">Write it in your own words to see similar questions and their replies.</p>
        <AskForm mostTextCharacters={mostTextCharacters} />
      </section>
    ) : (
      <h1 dir="auto">{department ?? "All threads"}</h1>
    )}
    {department === undefined && departments.length === 0 && threads.total === 0 ? (
      <EmptyForum />
    ) : (
      <div class="list-layout">
        <DepartmentFilter path="/" departments={departments.map(({ name, threadCount }) => ({ name, count: threadCount }))} current={department} />
        <section class="list" aria-labelledby="list-heading">
          <h2 id="list-heading">{counted(threads.total, "thread", "threads")}</h2>
          {threads.items.length === 0 ? <p class="quiet">There is nothing on this page.</p> : <ThreadList threads={threads.items} />}
          <Pagination path="/" department={department} page={page} total={threads.total} />
        </section>
      </div>
    )}
  </Document>
);
