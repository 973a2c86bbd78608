/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { TopicSummary } from "../http/services.ts";
import { topicPath } from "../forum/addresses.ts";
import { counted } from "./wording.ts";

/** Topics with how many threads each has. Their department is said by whatever stands above. */
export const TopicList = ({ topics }: { readonly topics: readonly TopicSummary[] }) => (
  <ul class="topic-list">
    {topics.map(({ id, name, threadCount }) => (
      <li>
        <a href={topicPath(id)} dir="auto">
          {name}
        </a>
        <span class="count">{counted(threadCount, "thread", "threads")}</span>
      </li>
    ))}
  </ul>
);
