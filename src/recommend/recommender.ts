import type { Embedder } from "../embedding/embedder.ts";
import { KindredError } from "../forum/errors.ts";
import { questionWindows } from "../forum/passage.ts";
import type { IndexedThread, SearchIndex, ThreadMatch } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { WordStore } from "../store/words.ts";
import type { Inquiry, Recommender, SimilarOptions, Subject } from "./answers.ts";
import { calibrationFor } from "./calibration.ts";
import { rank } from "./ranking.ts";
import { relatedTopics } from "./related-topics.ts";
import { candidatesFor, filterOf, similarThreads } from "./similar-threads.ts";

export interface RecommenderDependencies {
  readonly embedder: Pick<Embedder, "embed" | "fingerprint">;
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey" | "topicsByKey">;
  readonly words: WordStore;
}

/** A list that near-identical threads leave short is looked for among so many candidates at last. */
const MOST_CANDIDATES = 16_384;
/** Threads proposed because they share a rare word. */
const PROPOSED_BY_WORDS = 32;

/** What is asked, as vectors: a known thread's own, or those of a text embedded now. */
interface Asked {
  readonly vectors: readonly Float32Array[];
  readonly self: IndexedThread | undefined;
  /** Keys of threads that share rare words with it: the graph may miss them in a dense crowd of like questions. */
  readonly sharing: readonly number[];
  readonly embedMs: number;
}

export function createRecommender({ embedder, index, reader, words }: RecommenderDependencies): Recommender {
  const calibration = calibrationFor(embedder.fingerprint);

  const sharingWith = ({ text, title = "" }: Inquiry) => words.threadsSharingRareWords(`${title}\n${text}`, PROPOSED_BY_WORDS);

  async function ask(subject: Subject, signal: AbortSignal | undefined): Promise<Asked> {
    if ("threadId" in subject) {
      const self = index.thread(subject.threadId);
      const thread = self === undefined ? undefined : reader.threadsByKey([self.key]).get(self.key);
      if (self === undefined || thread === undefined) {
        throw new KindredError(
          "thread_not_found",
          "There is no public thread with this id.",
          "Check the id, or write the thread with PUT /v1/threads/{id} first.",
        );
      }
      const sharing = sharingWith({ text: thread.question, title: thread.title });
      return { vectors: index.questionVectors(self), self, sharing, embedMs: 0 };
    }
    const started = performance.now();
    const vectors = await embedder.embed(questionWindows(subject.text, subject.title), signal ? { signal } : {});
    return { vectors, self: undefined, sharing: sharingWith(subject), embedMs: performance.now() - started };
  }

  function findSimilar({ vectors, self, sharing, embedMs }: Asked, options: SimilarOptions) {
    const started = performance.now();
    const accept = filterOf(options);
    let count = candidatesFor(options.limit);
    let matches: ThreadMatch[];
    let found: ReturnType<typeof similarThreads>;
    do {
      // One more, because the thread itself is its own nearest.
      matches = index.nearest(vectors, { count: count + 1, accept, also: sharing }).filter(({ thread }) => thread !== self);
      found = similarThreads(matches, options, { reader, calibration });
      // Near-identical threads may have used all candidates up.
      count *= 4;
    } while (found.items.length + found.hidden.belowScore < options.limit && matches.length >= count / 4 && count < MOST_CANDIDATES);
    const searchMs = performance.now() - started;
    return {
      ...found,
      model: embedder.fingerprint,
      tookMs: { embed: toTenths(embedMs), search: toTenths(searchMs), total: toTenths(embedMs + searchMs) },
    };
  }

  function findTopics({ vectors, sharing }: Asked, limit: number) {
    // A thread vouches for its own topics more than any neighbour can.
    const ranked = rank(index.nearest(vectors, { count: candidatesFor(0), also: sharing }));
    return { items: relatedTopics(ranked, index.topicNames(vectors), limit, { reader, calibration }) };
  }

  return {
    similar: async (subject, options, signal) => findSimilar(await ask(subject, signal), options),
    relatedTopics: async (subject, { limit }, signal) => findTopics(await ask(subject, signal), limit),
    recommend: async (subject, { similar, topicLimit }, signal) => {
      const asked = await ask(subject, signal);
      return { similar: findSimilar(asked, similar), relatedFaq: findTopics(asked, topicLimit) };
    },
  };
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
