import type { Embedder } from "../../embedding/embedder.ts";
import { questionWindows } from "../../forum/passage.ts";
import { topicsOf } from "../../forum/topic.ts";
import { askedText, createRanker, type Asked, type Ranking } from "../../recommend/ranking.ts";
import type { Weights } from "../../recommend/weights.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { ChangeFeed } from "../../store/changes.ts";
import type { ForumReader } from "../../store/reading.ts";
import type { Query } from "../judged-queries.ts";
import { createRememberingSearch, type Search } from "./remembering-search.ts";

/** A question ready to be ranked, with the grades of the threads that answer it: none where none does. */
export interface AskedQuestion {
  readonly asked: Asked;
  readonly grades: ReadonlyMap<string, number>;
}

export interface ThreadForum {
  readonly feed: Pick<ChangeFeed, "threads">;
  readonly reader: Pick<ForumReader, "thread">;
  readonly index: Pick<SearchIndex, "thread" | "vectorsOf">;
}

/** Threads that a ranking looks for at least. */
const COUNT = 100;

/** Texts as the recommender asks them, each embedded once. */
export async function askTexts(
  queries: readonly (Query & Partial<Pick<AskedQuestion, "grades">>)[],
  embedder: Pick<Embedder, "embed">,
): Promise<AskedQuestion[]> {
  const windows = queries.map(({ text, title }) => questionWindows(text, title));
  const vectors = await embedder.embed(windows.flat());
  let next = 0;
  return queries.map(({ text, title, grades = new Map<string, number>() }, place) => ({
    asked: askedText({ text, title }, vectors.slice(next, (next += windows[place]!.length))),
    grades,
  }));
}

/** Every thread of a forum as it asks for others. A thread's grade is the number of topics it shares, by their names. */
export function askThreads({ feed, reader, index }: ThreadForum): AskedQuestion[] {
  const threads = [...feed.threads()].map(({ id }) => ({ id, topics: new Set(topicsOf(reader.thread(id)!).map(({ name }) => name.toLowerCase())) }));
  return threads.map(({ id, topics }) => {
    const shared = threads.filter((other) => other.id !== id).map((other) => [other.id, [...other.topics].filter((name) => topics.has(name)).length] as const);
    const thread = index.thread(id)!;
    return { asked: { kind: "thread", id, vectors: index.vectorsOf(thread), words: thread.words }, grades: new Map(shared.filter(([, grade]) => grade > 0)) };
  });
}

/** Every question's rankings, by weights. */
export function* rankEach(
  questions: readonly AskedQuestion[],
  forum: Search,
  weights: readonly Weights[],
): Generator<{ readonly question: AskedQuestion; readonly rankings: readonly Ranking[] }> {
  const search = createRememberingSearch(forum);
  const rankers = weights.map((one) => createRanker(search, one));
  for (const question of questions) yield { question, rankings: rankers.map((rank) => rank(question.asked, { count: COUNT })) };
}
