/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Page, ThreadSummary, TopicSummary } from "../http/services.ts";
import { DepartmentFilter } from "./department-filter.tsx";
import { Document } from "./document.tsx";
import { topicPath } from "../forum/addresses.ts";
import { listPath } from "./links.ts";
import { Pagination } from "./pagination.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { ThreadList } from "./thread-list.tsx";
import { counted } from "./wording.ts";

interface TopicsPageProps {
  readonly topics: Page<TopicSummary>;
  readonly departments: readonly { readonly name: string }[];
  readonly department?: string | undefined;
  readonly page: number;
  readonly stylesheet: Stylesheet;
}

export const TopicsPage = ({ topics, departments, department, page, stylesheet }: TopicsPageProps) => (
  <Document title={department === undefined ? "Topics" : `Topics of ${department}`} stylesheet={stylesheet} current="topics">
    <h1 dir="auto">{department === undefined ? "Topics" : `Topics of ${department}`}</h1>
    <div class="list-layout">
      <DepartmentFilter path="/topics" departments={departments} current={department} />
      <section class="list" aria-labelledby="list-heading">
        <h2 id="list-heading">{counted(topics.total, "topic", "topics")}</h2>
        {topics.items.length === 0 ? (
          <p class="quiet">There are no topics here yet.</p>
        ) : (
          <ul class="topic-list">
            {topics.items.map((topic) => (
              <li>
                <a href={topicPath(topic.id)} dir="auto">
                  {topic.name} {topic.department === null ? null : <span class="department">({topic.department})</span>}
                </a>
                <span class="quiet">{counted(topic.threadCount, "thread", "threads")}</span>
              </li>
            ))}
          </ul>
        )}
        <Pagination path="/topics" department={department} page={page} total={topics.total} />
      </section>
    </div>
  </Document>
);

interface TopicPageProps {
  readonly topic: TopicSummary;
  readonly threads: Page<ThreadSummary>;
  readonly page: number;
  readonly stylesheet: Stylesheet;
}

export const TopicPage = ({ topic, threads, page, stylesheet }: TopicPageProps) => (
  <Document title={topic.name} stylesheet={stylesheet} current="topics">
    {topic.department === null ? null : (
      <p class="kicker" dir="auto">
        <a href={listPath("/topics", { department: topic.department })}>{topic.department}</a>
      </p>
    )}
    <h1 dir="auto">{topic.name}</h1>
    <section class="list" aria-labelledby="list-heading">
      <h2 id="list-heading">{counted(threads.total, "thread", "threads")}</h2>
      {threads.items.length === 0 ? <p class="quiet">There is nothing on this page.</p> : <ThreadList threads={threads.items} />}
      <Pagination path={topicPath(topic.id)} page={page} total={threads.total} />
    </section>
  </Document>
);
