import type { Embedder } from "../embedding/embedder.ts";
import { KindredError } from "../forum/errors.ts";
import { questionWindows } from "../forum/passage.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Recommender, SimilarOptions, Subject } from "./answers.ts";
import { calibrationFor } from "./calibration.ts";
import { rank } from "./ranking.ts";
import { relatedTopics } from "./related-topics.ts";
import { candidatesFor, filterOf, similarThreads } from "./similar-threads.ts";

export interface RecommenderDependencies {
  readonly embedder: Pick<Embedder, "embed" | "fingerprint">;
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey" | "topicsByKey">;
}

/** What is asked, as vectors: a known thread's own, or those of a text embedded now. */
interface Asked {
  readonly vectors: readonly Float32Array[];
  readonly self: IndexedThread | undefined;
  readonly embedMs: number;
}

export function createRecommender({ embedder, index, reader }: RecommenderDependencies): Recommender {
  const calibration = calibrationFor(embedder.fingerprint);

  async function ask(subject: Subject, signal: AbortSignal | undefined): Promise<Asked> {
    if ("threadId" in subject) {
      const self = index.thread(subject.threadId);
      if (self === undefined || reader.threadsByKey([self.key]).size === 0) {
        throw new KindredError(
          "thread_not_found",
          "There is no public thread with this id.",
          "Check the id, or write the thread with PUT /v1/threads/{id} first.",
        );
      }
      return { vectors: index.questionVectors(self), self, embedMs: 0 };
    }
    const started = performance.now();
    const vectors = await embedder.embed(questionWindows(subject.text, subject.title), signal ? { signal } : {});
    return { vectors, self: undefined, embedMs: performance.now() - started };
  }

  function findSimilar({ vectors, self, embedMs }: Asked, options: SimilarOptions) {
    const started = performance.now();
    const matches = index
      // One more, because the thread itself is its own nearest.
      .nearest(vectors, { count: candidatesFor(options.limit) + 1, accept: filterOf(options) })
      .filter(({ thread }) => thread !== self);
    const found = similarThreads(matches, options, { reader, calibration });
    const searchMs = performance.now() - started;
    return {
      ...found,
      model: embedder.fingerprint,
      tookMs: { embed: toTenths(embedMs), search: toTenths(searchMs), total: toTenths(embedMs + searchMs) },
    };
  }

  function findTopics({ vectors }: Asked, limit: number) {
    // A thread vouches for its own topics more than any neighbour can.
    const ranked = rank(index.nearest(vectors, { count: candidatesFor(0) }));
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
