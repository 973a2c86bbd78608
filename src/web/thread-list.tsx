/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ThreadSummary } from "../http/services.ts";
import { threadPath } from "../forum/addresses.ts";
import { Byline } from "./user-text.tsx";
import { counted, dateOf } from "./wording.ts";

export const ThreadList = ({ threads }: { readonly threads: readonly ThreadSummary[] }) => (
  <ol class="thread-list">
    {threads.map((thread) => (
      <li dir="auto">
        <h3 class="plain">
          <a href={threadPath(thread.id)}>{thread.title}</a>
        </h3>
        {thread.excerpt === thread.title ? null : (
          <p class="excerpt" dir="auto">
            {thread.excerpt}
          </p>
        )}
        <Byline
          parts={[
            thread.department,
            thread.askedAt === null ? null : dateOf(thread.askedAt),
            thread.replyCount === 0 ? "no reply yet" : counted(thread.replyCount, "reply", "replies"),
          ]}
        />
      </li>
    ))}
  </ol>
);
