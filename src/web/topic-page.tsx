/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Page, ThreadSummary, TopicSummary } from "../http/services.ts";
import { topicPath } from "../forum/addresses.ts";
import { Document } from "./document.tsx";
import { listPath, safeLink } from "./links.ts";
import { Pagination } from "./pagination.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { ThreadList } from "./thread-list.tsx";
import { counted } from "./wording.ts";

interface TopicPageProps {
  readonly topic: TopicSummary;
  readonly threads: Page<ThreadSummary>;
  readonly page: number;
  readonly stylesheet: Stylesheet;
}

export const TopicPage = ({ topic, threads, page, stylesheet }: TopicPageProps) => {
  const path = topicPath(topic.id);
  const original = topic.url === path ? undefined : safeLink(topic.url);
  return (
    <Document title={topic.name} stylesheet={stylesheet} current="topics">
      {topic.department === null ? null : (
        <p class="kicker" dir="auto">
          <a href={listPath("/topics", { department: topic.department })}>{topic.department}</a>
        </p>
      )}
      <h1 dir="auto">{topic.name}</h1>
      {original === undefined ? null : (
        <p class="original">
          <a href={original} rel="noopener noreferrer nofollow">
            The forum’s page on this topic
          </a>
        </p>
      )}
      <section class="list" aria-labelledby="list-heading">
        <h2 id="list-heading">{counted(threads.total, "thread", "threads")}</h2>
        {threads.items.length > 0 ? (
          <ThreadList threads={threads.items} />
        ) : (
          <p class="quiet">{threads.total === 0 ? "No thread here yet." : "There is nothing on this page."}</p>
        )}
        <Pagination path={path} page={page} total={threads.total} />
      </section>
    </Document>
  );
};
