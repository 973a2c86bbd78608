/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { threadPath } from "../forum/addresses.ts";
import type { Reply, Thread } from "../forum/thread.ts";
import type { Recommendations } from "../recommend/answers.ts";
import { Document } from "./document.tsx";
import { listPath, safeLink } from "./links.ts";
import { RelatedFaqSection, SimilarSection } from "./recommendation-lists.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { Byline, UserText } from "./user-text.tsx";
import { askerParts, counted, dateOf, languageTag, titleOf } from "./wording.ts";

/** Background longer than this is folded away, so that the lists below stay in reach. */
const LONG_BACKGROUND = 700;

const ReplyItem = ({ reply, lang }: { readonly reply: Reply; readonly lang: string | undefined }) => (
  <li class={reply.accepted === true ? "reply accepted" : "reply"}>
    <div class="reply-head">
      <Byline parts={[reply.author, reply.department, reply.repliedAt === undefined ? undefined : dateOf(reply.repliedAt)]} />
      {reply.accepted === true ? <span class="mark">Accepted answer</span> : null}
    </div>
    <UserText text={reply.text} lang={lang} />
  </li>
);

const Replies = ({ replies, lang }: { readonly replies: readonly Reply[]; readonly lang: string | undefined }) => (
  <section class="replies" aria-labelledby="replies-heading">
    <h2 id="replies-heading">
      <bdi>{replies.length === 0 ? "Replies" : counted(replies.length, "reply", "replies")}</bdi>
    </h2>
    {replies.length === 0 ? (
      <p class="quiet">Nobody has replied yet.</p>
    ) : (
      <ol>
        {replies.map((reply) => (
          <ReplyItem reply={reply} lang={lang} />
        ))}
      </ol>
    )}
  </section>
);

const MoreInfo = ({ text, lang }: { readonly text: string; readonly lang: string | undefined }) =>
  text.length > LONG_BACKGROUND ? (
    <details class="more-info">
      <summary>
        <h2>More Info</h2>
      </summary>
      <UserText text={text} lang={lang} />
    </details>
  ) : (
    <section class="more-info">
      <h2>More Info</h2>
      <UserText text={text} lang={lang} />
    </section>
  );

/** Names keep their own direction within the English around them. */
const AskerLine = ({ thread }: { readonly thread: Thread }) => {
  const { name, person, date } = askerParts(thread);
  return name + person + date === "" ? null : (
    <p>
      <span dir="ltr">
        <bdi>{name}</bdi>
        {person}
      </span>{" "}
      <span dir="ltr">{date}</span>
    </p>
  );
};

/** English, whichever way the thread is written; the article takes its direction from the first that has none of its own. */
const DuplicateNote = ({ canonical }: { readonly canonical: Thread }) => (
  <p class="duplicate-note" dir="ltr">
    This question is a duplicate of{" "}
    <a href={threadPath(canonical.id)}>
      <bdi lang={languageTag(canonical.language)}>{titleOf(canonical)}</bdi>
    </a>
  </p>
);

interface ThreadPageProps {
  readonly thread: Thread;
  /** The thread that editors decided to stand for it, where it does not itself. */
  readonly canonical: Thread | undefined;
  readonly lists: Recommendations | null;
  readonly stylesheet: Stylesheet;
}

export const ThreadPage = ({ thread, canonical, lists, stylesheet }: ThreadPageProps) => {
  const lang = languageTag(thread.language);
  const original = safeLink(thread.url);
  const heading = titleOf(thread);
  return (
    <Document title={heading} stylesheet={stylesheet} current="threads">
      <div class="thread-layout">
        <article class="thread" dir="auto">
          {thread.department === undefined ? null : (
            <p class="kicker" dir="auto">
              <a href={listPath("/", { department: thread.department })}>{thread.department}</a>
            </p>
          )}
          <h1 lang={lang}>{heading}</h1>
          {canonical === undefined ? null : <DuplicateNote canonical={canonical} />}
          {thread.question.trim() === heading ? null : <UserText text={thread.question} lang={lang} />}
          <div class="thread-meta">
            <AskerLine thread={thread} />
            {original === undefined ? null : (
              <p>
                <a href={original} rel="noopener noreferrer nofollow">
                  Original page
                </a>
              </p>
            )}
          </div>
          <Replies replies={thread.replies} lang={lang} />
          {(thread.moreInfo ?? "").trim() === "" ? null : <MoreInfo text={thread.moreInfo ?? ""} lang={lang} />}
        </article>
        <SimilarSection lists={lists} />
        <RelatedFaqSection lists={lists} />
      </div>
    </Document>
  );
};
