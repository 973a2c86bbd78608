/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Problem } from "../http/contract/problem.ts";
import type { RelatedTopic, SimilarThread } from "../recommend/answers.ts";
import { Breakable } from "./breakable.tsx";
import type { FragmentLinks } from "./fragment-links.ts";
import { ItemList } from "./item-list.tsx";
import { renderFragment } from "./render.ts";

const SIMILAR = "Similar Q&A";
const RELATED_FAQ = "Related FAQ";

/** A thread to show, with the language it is written in. */
export interface FragmentThread extends SimilarThread {
  readonly language: string | undefined;
}

export interface FragmentProps {
  readonly threads: readonly FragmentThread[];
  readonly topics: readonly RelatedTopic[];
  readonly links: FragmentLinks;
}

/** Who, and of which department; told apart by a comma, because no stylesheet does it. */
const Byline = ({ parts }: { readonly parts: readonly (string | null)[] }) => {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : (
    <p class="kindred-byline">
      {known.map((part, place) => (
        <>
          {place === 0 ? "" : ", "}
          <bdi>
            <Breakable text={part} />
          </bdi>
        </>
      ))}
    </p>
  );
};

/** Class names of its own: the page around has its own "card" and "excerpt". */
const Article = ({ thread, href }: { readonly thread: FragmentThread; readonly href: string }) => (
  <article class="kindred-thread" dir="auto" lang={thread.language}>
    <h3>
      <a href={href}>
        <Breakable text={thread.title} />
      </a>
    </h3>
    <p class="kindred-question" dir="auto">
      <Breakable text={thread.question.excerpt} />
    </p>
    {thread.reply === null ? (
      <Byline parts={[thread.department]} />
    ) : (
      <div class="kindred-reply">
        <Byline parts={[thread.reply.author, thread.reply.department]} />
        <p dir="auto">
          <Breakable text={thread.reply.excerpt} />
        </p>
      </div>
    )}
  </article>
);

const Similar = ({ threads, links }: Omit<FragmentProps, "topics">) => {
  const shown = threads.map((thread) => ({ thread, href: links.thread(thread) }));
  const listed = shown.flatMap(({ thread: { title: name }, href }, place) => {
    const url = links.absolute(href);
    return url === undefined ? [] : [{ position: place + 1, name, url }];
  });
  return (
    <section class="kindred kindred-similar">
      <h2 lang="en">{SIMILAR}</h2>
      {shown.map((one) => (
        <Article {...one} />
      ))}
      <ItemList name={SIMILAR} items={listed} />
    </section>
  );
};

const RelatedFaq = ({ topics, links }: Omit<FragmentProps, "threads">) => (
  <section class="kindred kindred-faq">
    <h2 lang="en">{RELATED_FAQ}</h2>
    <ul>
      {topics.map((topic) => (
        <li>
          <a href={links.topic(topic)} dir="auto">
            <Breakable text={topic.name} />{" "}
            {topic.department === null ? null : (
              <span class="kindred-department">
                (<Breakable text={topic.department} />)
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

/** Both lists for the page of a forum, the empty ones left out. Without any it is a comment, so that who looks into the page sees why. */
export function fragment({ threads, topics, links }: FragmentProps): string {
  if (threads.length + topics.length === 0) return comment("nothing to show here yet");
  return renderFragment(
    <>
      {threads.length === 0 ? null : <Similar threads={threads} links={links} />}
      {topics.length === 0 ? null : <RelatedFaq topics={topics} links={links} />}
    </>,
  );
}

/** What is wrong, for whoever looks into the page; its readers see nothing. */
export const problemFragment = ({ status, code, detail, remedy }: Problem): string => comment(`${status} ${code}. ${detail} ${remedy}`);

/** Without "<", ">" and "--" nothing in it ends it, or is a directive of a server that includes it. */
const comment = (text: string): string => `<!-- Kindred: ${text.replaceAll(/[<>]/g, "").replaceAll(/-{2,}/g, "-")} -->`;
