/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Reply, Thread } from "../forum/thread.ts";
import type { Recommendations } from "../recommend/answers.ts";
import { Document } from "./document.tsx";
import { listPath, safeLink } from "./links.ts";
import { RelatedFaqSection, SimilarSection } from "./recommendation-lists.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { Byline, UserText } from "./user-text.tsx";
import { askerLine, counted, dateOf, languageTag, titleOf } from "./wording.ts";

/** Background longer than this is folded away, so that the lists below stay in reach. */
const LONG_BACKGROUND = 700;

const ReplyItem = ({ reply }: { readonly reply: Reply }) => (
  <li class={reply.accepted === true ? "reply accepted" : "reply"}>
    <div class="reply-head">
      <Byline parts={[reply.author, reply.department, reply.repliedAt === undefined ? undefined : dateOf(reply.repliedAt)]} />
      {reply.accepted === true ? <span class="mark">Accepted answer</span> : null}
    </div>
    <UserText text={reply.text} />
  </li>
);

const Replies = ({ replies }: { readonly replies: readonly Reply[] }) => (
  <section class="replies" aria-labelledby="replies-heading">
    <h2 id="replies-heading">{replies.length === 0 ? "Replies" : counted(replies.length, "reply", "replies")}</h2>
    {replies.length === 0 ? (
      <p class="quiet">Nobody has replied yet.</p>
    ) : (
      <ol>
        {replies.map((reply) => (
          <ReplyItem reply={reply} />
        ))}
      </ol>
    )}
  </section>
);

const MoreInfo = ({ text }: { readonly text: string }) =>
  text.length > LONG_BACKGROUND ? (
    <details class="more-info">
      <summary>
        <h2>More Info</h2>
      </summary>
      <UserText text={text} />
    </details>
  ) : (
    <section class="more-info">
      <h2>More Info</h2>
      <UserText text={text} />
    </section>
  );

interface ThreadPageProps {
  readonly thread: Thread;
  readonly lists: Recommendations | null;
  readonly stylesheet: Stylesheet;
}

export const ThreadPage = ({ thread, lists, stylesheet }: ThreadPageProps) => {
  const lang = languageTag(thread.language);
  const original = safeLink(thread.url);
  const asker = askerLine(thread);
  return (
    <Document title={titleOf(thread)} stylesheet={stylesheet} current="threads">
      <div class="thread-layout">
        <article class="thread" lang={lang}>
          {thread.department === undefined ? null : (
            <p class="kicker" dir="auto">
              <a href={listPath("/", { department: thread.department })}>{thread.department}</a>
            </p>
          )}
          <h1 dir="auto">{titleOf(thread)}</h1>
          <UserText text={thread.question} />
          <div class="thread-meta">
            {asker === "" ? null : <p dir="auto">{asker}</p>}
            {original === undefined ? null : (
              <p>
                <a href={original} rel="noopener noreferrer nofollow">
                  Original page
                </a>
              </p>
            )}
          </div>
          <Replies replies={thread.replies} />
          {(thread.moreInfo ?? "").trim() === "" ? null : <MoreInfo text={thread.moreInfo ?? ""} />}
        </article>
        <SimilarSection lists={lists} />
        <RelatedFaqSection lists={lists} />
      </div>
    </Document>
  );
};
