import type { Embedder } from "../embedding/embedder.ts";
import { questionWindows } from "../forum/passage.ts";
import { Thread } from "../forum/thread.ts";
import { askedText, type Ranker } from "../recommend/ranking.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Source } from "../sources/source.ts";
import type { JudgedTexts } from "./judged-pairs.ts";

/** What a forum of the right texts makes of a pair when somebody asks the left one. */
export interface PairScore {
  /** Of the nearest windows, -1 to 1. */
  readonly cosine: number;
  /** Before calibration: similarity, words and all. */
  readonly raw: number;
  readonly related: boolean;
}

export interface PairForum {
  readonly embedder: Pick<Embedder, "embed">;
  readonly index: Pick<SearchIndex, "thread">;
  readonly rank: Ranker;
}

/** Questions embedded together. */
const QUESTIONS_AT_ONCE = 128;

/** The right texts as threads, each once: a score says something only beside the other threads that could answer. */
export async function* threadsOfPairs(pairs: readonly JudgedTexts[]): Source {
  for (const [place, text] of rightTexts(pairs).entries()) {
    yield { kind: "thread", line: place + 1, thread: Thread.parse({ id: idOf(place), question: text }), warnings: [] };
  }
}

/** @param forum holds `threadsOfPairs` of the same pairs */
export async function pairScores(pairs: readonly JudgedTexts[], { embedder, index, rank }: PairForum): Promise<PairScore[]> {
  const ids = new Map(rightTexts(pairs).map((text, place) => [text, idOf(place)]));
  const byQuestion = new Map<string, (JudgedTexts & { readonly place: number })[]>();
  for (const [place, pair] of pairs.entries()) byQuestion.set(pair.left, [...(byQuestion.get(pair.left) ?? []), { ...pair, place }]);
  const questions = [...byQuestion.keys()];
  const scores: PairScore[] = [];
  for (let start = 0; start < questions.length; start += QUESTIONS_AT_ONCE) {
    const some = questions.slice(start, start + QUESTIONS_AT_ONCE);
    const windows = some.map((text) => questionWindows(text));
    const vectors = await embedder.embed(windows.flat());
    let next = 0;
    for (const [at, question] of some.entries()) {
      const asked = vectors.slice(next, (next += windows[at]!.length));
      const wanted = byQuestion.get(question)!;
      const found = rankPairs(rank, question, asked, wanted.map(({ right }) => index.thread(ids.get(right)!)!.key));
      for (const [which, { label, place }] of wanted.entries()) scores[place] = { ...found[which]!, related: label === 1 };
    }
  }
  return scores;
}

function rankPairs(rank: Ranker, question: string, vectors: readonly Float32Array[], keys: readonly number[]) {
  const { threads } = rank(askedText({ text: question }, vectors), { count: 1, also: keys });
  const byKey = new Map(threads.map((thread) => [thread.match.thread.key, thread]));
  return keys.map((key) => {
    const { match, raw } = byKey.get(key)!;
    return { cosine: match.question.similarity, raw };
  });
}

const idOf = (place: number) => `right-${place}`;

const rightTexts = (pairs: readonly JudgedTexts[]) => [...new Set(pairs.map(({ right }) => right))];
