import type { Embedder } from "../embedding/embedder.ts";
import { questionWindows } from "../forum/passage.ts";
import { questionWords } from "../forum/words.ts";
import type { Recommender, SimilarAnswer } from "../recommend/answers.ts";
import type { Cut } from "../recommend/calibration.ts";
import { dot } from "../search/vector-table.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { WordStore } from "../store/words.ts";
import { fuse } from "./fuse.ts";
import type { Query } from "./judged-queries.ts";
import { DEPTH } from "./list-measures.ts";
import { byScoreThenId, type Ranked } from "./ranked.ts";

/** What an evaluation needs of a Kindred; `assemble` in compose.ts gives it. */
export interface EvaluatedForum {
  readonly embedder: Pick<Embedder, "embed" | "fingerprint">;
  readonly feed: Pick<ChangeFeed, "threads">;
  readonly words: Pick<WordStore, "search">;
  readonly recommender: Pick<Recommender, "similar">;
  /** What the recommender shows of a text's threads, unless asked otherwise. */
  readonly cut: Cut;
}

/** In the order of the table; the last is what Kindred shows. */
export const RANKERS = ["lexical", "dense", "rrf", "shipped"] as const;
export type RankerName = (typeof RANKERS)[number];

/** Places of a list that a ranker gives, and that are fused. */
const LIST_LENGTH = 100;

/** Everything that is said to one query, lists best first. */
export interface Answers {
  readonly lists: Readonly<Record<RankerName, readonly Ranked[]>>;
  /** Ids among the first ten that the shipped ranking still shows with the default cut, best first. */
  readonly shown: readonly string[];
  /** Ids of the ten places that a reader is given: near-identical threads share one, and the rest differ. */
  readonly collapsed: readonly string[];
}

/**
 * Four rankers over the same forum.
 *
 * - lexical: BM25 of all words of threads, see `WordStore.search`.
 * - dense: cosine of the nearest of a query's windows with the nearest of a thread's question windows. It looks at every
 *   thread by itself, not through the index.
 * - rrf: reciprocal rank fusion of those two, to a depth of 100.
 * - shipped: what `recommender.similar` gives, without cut and without collapsing, in its own order.
 */
export function createRankers({ embedder, feed, words, recommender }: EvaluatedForum) {
  const threads = [...feed.threads()].map(({ key, id, passages }) => ({
    key,
    id,
    questions: passages.filter(({ field }) => field === "question").map(({ vector }) => vector),
  }));
  const ids = new Map(threads.map(({ key, id }) => [key, id]));

  function lexical({ title, text }: Query): Ranked[] {
    const found = words.search(questionWords({ title, question: text }), LIST_LENGTH);
    return found.map(({ key, score }) => ({ id: ids.get(key)!, score })).sort(byScoreThenId);
  }

  function dense(asked: readonly Float32Array[]): Ranked[] {
    const nearest = (questions: readonly Float32Array[]) =>
      asked.reduce((best, wanted) => questions.reduce((one, vector) => Math.max(one, dot(wanted, vector)), best), -1);
    return threads.map(({ id, questions }) => ({ id, score: nearest(questions) })).sort(byScoreThenId).slice(0, LIST_LENGTH);
  }

  const shipped = ({ text, title }: Query, limit: number, options: { minScore?: number; collapse?: boolean } = {}): Promise<SimilarAnswer> =>
    recommender.similar({ text, title }, { limit, collapse: false, explain: false, ...options });

  return {
    threadIds: new Set(ids.values()),
    answer: async (query: Query): Promise<Answers> => {
      const [byWords, byMeaning] = [lexical(query), dense(await embedder.embed(questionWindows(query.text, query.title)))];
      const [all, cut] = [await shipped(query, LIST_LENGTH, { minScore: 0 }), await shipped(query, DEPTH)];
      const collapsed = await shipped(query, DEPTH, { minScore: 0, collapse: true });
      return {
        lists: {
          lexical: byWords,
          dense: byMeaning,
          rrf: fuse([byWords, byMeaning]),
          shipped: all.items.map(({ id, score }) => ({ id, score })),
        },
        shown: cut.items.map(({ id }) => id),
        collapsed: collapsed.items.map(({ id }) => id),
      };
    },
  };
}
