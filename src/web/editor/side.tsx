import { useState } from "hono/jsx/dom";
import { threadPath } from "../../forum/addresses.ts";
import { excerpt } from "../../forum/excerpt.ts";
import { foldWhitespace } from "../../forum/text.ts";
import type { Thread } from "../../forum/thread.ts";
import { leadingReply } from "../../forum/title.ts";
import type { ThreadSummary } from "../../store/thread-summary.ts";
import { counted, dateOf, languageTag, paragraphsOf } from "../wording.ts";
import { wordsOnlyIn } from "./differences.ts";
import { MarkedText } from "./marked-text.tsx";

/** A text longer than this begins folded: the other thread stays in reach. */
const LONG_TEXT = 1_000;
const MOST_WORDS_NAMED = 12;

interface SideProps {
  readonly summary: ThreadSummary;
  /** Undefined until it is there; null where it is gone. */
  readonly thread: Thread | null | undefined;
  /** What the other thread says. */
  readonly said: ReadonlySet<number>;
  /** What becomes of it if the two are duplicates. */
  readonly stays: boolean | undefined;
  readonly reason: string | undefined;
  /** Keeps this one; absent where it stays already. */
  readonly onKeep: (() => void) | undefined;
  readonly keepKey: string | undefined;
}

/** What the marks tell those who see them, for everybody, without a word before each mark. */
const OnlyHere = ({ words }: { readonly words: readonly string[] }) =>
  words.length === 0 ? null : (
    <p class="only-here">
      Only here: {words.slice(0, MOST_WORDS_NAMED).join(", ")}
      {words.length > MOST_WORDS_NAMED ? ` and ${words.length - MOST_WORDS_NAMED} more words` : ""}
    </p>
  );

const Question = ({ text, said }: { readonly text: string; readonly said: ReadonlySet<number> }) => {
  const [isWhole, showWhole] = useState(text.length <= LONG_TEXT);
  return (
    <>
      {paragraphsOf(isWhole ? text : excerpt(text, LONG_TEXT)).map((paragraph) => (
        <p dir="auto">
          <MarkedText text={paragraph} said={said} />
        </p>
      ))}
      {isWhole ? null : (
        <button type="button" class="plain-action" onClick={() => showWhole(true)}>
          Show all {text.length.toLocaleString("en")} characters
        </button>
      )}
    </>
  );
};

const LeadingReply = ({ thread }: { readonly thread: Thread }) => {
  const reply = leadingReply(thread);
  return reply === undefined ? null : (
    <details class="side-reply">
      <summary>{reply.accepted === true ? "The accepted answer" : "The first reply"}</summary>
      {paragraphsOf(reply.text).map((paragraph) => (
        <p dir="auto">{paragraph}</p>
      ))}
    </details>
  );
};

/** A thread beside another one. */
export const Side = ({ summary, thread, said, stays, reason, onKeep, keepKey }: SideProps) => {
  const title = thread?.title ?? summary.title;
  const isAccepted = thread?.replies.some(({ accepted }) => accepted === true) === true;
  const facts = [
    summary.department,
    summary.askedAt === null ? null : dateOf(summary.askedAt),
    summary.replyCount === 0 ? "no reply yet" : counted(summary.replyCount, "reply", "replies"),
    isAccepted ? "accepted answer" : null,
  ].filter((fact) => fact !== null);
  return (
    <article class={stays === true ? "side stays" : "side"}>
      <div class="side-head">
        <p>
          {stays === undefined ? "If they are duplicates, the one that answers best stays" : <strong>{stays ? "Stays" : "Points to the other"}</strong>}
          {reason === undefined ? "" : `: ${reason}`}
        </p>
        {onKeep === undefined ? null : (
          <button type="button" class="plain-action" aria-keyshortcuts={keepKey} onClick={onKeep}>
            Keep this one{keepKey === undefined ? null : <kbd aria-hidden="true">{keepKey}</kbd>}
          </button>
        )}
      </div>
      <h3 class="plain" dir="auto" lang={languageTag(thread?.language)}>
        <a href={threadPath(summary.id)} target="_blank" rel="noopener">
          <MarkedText text={title} said={said} />
          <span class="visually-hidden"> (opens in a new tab)</span>
        </a>
      </h3>
      <p class="byline">
        {facts.map((fact) => (
          <>
            <span>
              <bdi>{fact}</bdi>
            </span>{" "}
          </>
        ))}
      </p>
      {thread === null ? (
        <p class="complaint">This thread is no longer public.</p>
      ) : (
        <div lang={languageTag(thread?.language)} class="side-text">
          <OnlyHere words={thread === undefined ? [] : wordsOnlyIn([title, thread.question], said)} />
          {thread === undefined ? (
            <p class="quiet" dir="auto">
              {summary.excerpt}
            </p>
          ) : foldWhitespace(thread.question) === title ? null : (
            <Question key={thread.id} text={thread.question} said={said} />
          )}
        </div>
      )}
      {thread === null || thread === undefined ? null : <LeadingReply key={thread.id} thread={thread} />}
    </article>
  );
};
