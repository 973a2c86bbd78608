/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import type { Recommendations, RelatedTopic, SimilarThread } from "../recommend/answers.ts";
import { threadPath, topicPath } from "../forum/addresses.ts";
import { Byline } from "./user-text.tsx";

/** As its title is written, from left or from right, so the whole card stands. */
const SimilarCard = ({ thread }: { readonly thread: SimilarThread }) => (
  <article class="card" dir="auto">
    <h3 class="plain">
      <a href={threadPath(thread.id)}>{thread.title}</a>
    </h3>
    <p class="excerpt" dir="auto">
      {thread.question.excerpt}
    </p>
    {thread.reply === null ? (
      <Byline parts={["No reply yet", thread.department]} />
    ) : (
      <div class="card-reply">
        <Byline parts={[thread.reply.author, thread.reply.department]} />
        <p class="excerpt" dir="auto">
          {thread.reply.excerpt}
        </p>
      </div>
    )}
    <a class="read-more" href={threadPath(thread.id)}>
      Read more<span class="visually-hidden">: {thread.title}</span>
    </a>
  </article>
);

const TopicLink = ({ topic }: { readonly topic: RelatedTopic }) => (
  <li>
    <a href={topicPath(topic.id)} dir="auto">
      {topic.name} {topic.department === null ? null : <span class="department">({topic.department})</span>}
    </a>
  </li>
);

/** Both lists; null where they cannot be had at the moment. */
export interface ListsProps {
  readonly lists: Recommendations | null;
}

/** Why there is nothing: a blank list leaves people guessing. */
const noneSimilar = ({ hidden }: Recommendations["similar"]) =>
  hidden.belowScore === 0 ? "No similar questions yet." : "No question here is close enough to be called similar.";

interface SimilarSectionProps extends ListsProps {
  /** Said before the list. */
  readonly note?: string | undefined;
  /** Shown below a list that is empty because nothing was close enough. */
  readonly after?: Child;
}

export const SimilarSection = ({ lists, note, after }: SimilarSectionProps) => (
  <section class="similar" aria-labelledby="similar-heading">
    <h2 id="similar-heading">Similar Q&amp;A</h2>
    {lists === null ? (
      <p class="quiet">Similar questions cannot be looked up at the moment. Please try again shortly.</p>
    ) : lists.similar.items.length === 0 ? (
      <>
        <p class="quiet">{noneSimilar(lists.similar)}</p>
        {lists.similar.hidden.belowScore === 0 ? null : after}
      </>
    ) : (
      <>
        {note === undefined ? null : <p class="quiet">{note}</p>}
        <div class="cards">
          {lists.similar.items.map((thread) => (
            <SimilarCard thread={thread} />
          ))}
        </div>
      </>
    )}
  </section>
);

export const RelatedFaqSection = ({ lists }: ListsProps) => (
  <section class="related-faq" aria-labelledby="faq-heading">
    <h2 id="faq-heading">Related FAQ</h2>
    {lists === null ? (
      <p class="quiet">Related topics cannot be looked up at the moment.</p>
    ) : lists.relatedFaq.items.length === 0 ? (
      <p class="quiet">No related topics yet.</p>
    ) : (
      <ul class="topic-links">
        {lists.relatedFaq.items.map((topic) => (
          <TopicLink topic={topic} />
        ))}
      </ul>
    )}
  </section>
);
