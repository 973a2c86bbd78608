import type { Embedder } from "../embedding/embedder.ts";
import { digestOf, questionWindows } from "../forum/passage.ts";
import type { Subject } from "../recommend/answers.ts";
import type { Calibration } from "../recommend/calibration.ts";
import { askedText, createRanker, type Asked } from "../recommend/ranking.ts";
import { round } from "../recommend/round.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { WordStore } from "../store/words.ts";
import type { Ranked } from "./ranked.ts";

/** Filters that leave few threads, some and many: a forum's own departments are seldom of these sizes. */
export const DRAWN_DEPARTMENTS = [
  { name: "Narrow", share: 0.005 },
  { name: "Middle", share: 0.05 },
  { name: "Broad", share: 0.5 },
] as const;

/** The department that is drawn for a thread, by its id: the same in every run. */
export function drawnDepartment(id: string): string {
  let place = Number.parseInt(digestOf(id).slice(0, 8), 16) / 2 ** 32;
  return DRAWN_DEPARTMENTS.find(({ share }) => (place -= share) < 0)?.name ?? "Rest";
}

export interface ExactListsDependencies {
  readonly embedder: Pick<Embedder, "embed">;
  readonly index: SearchIndex;
  readonly words: WordStore;
  readonly feed: Pick<ChangeFeed, "threads">;
  readonly calibration: Pick<Calibration, "score">;
}

/**
 * The oracle of every list: all threads of a forum placed, so that no graph, no proposal and no filter can have taken one.
 * @returns for a subject every other thread, best first, with its score as an answer tells it
 */
export function createExactLists({ embedder, index, words, feed, calibration }: ExactListsDependencies): (subject: Subject) => Promise<Ranked[]> {
  const rank = createRanker({ index, words });
  const everyKey = [...feed.threads()].map(({ key }) => key);

  async function askedOf(subject: Subject): Promise<Asked> {
    if ("text" in subject) return askedText(subject, await embedder.embed(questionWindows(subject.text, subject.title)));
    const thread = index.thread(subject.threadId)!;
    return { kind: "thread", id: thread.id, vectors: index.vectorsOf(thread), words: thread.words };
  }

  return async (subject) => {
    const asked = await askedOf(subject);
    const others = rank(asked, { count: 1, also: everyKey }).threads.filter(({ match }) => match.thread.id !== asked.id);
    if (others.length !== everyKey.length - (asked.id === undefined ? 0 : 1)) throw new Error("Exact search left threads out.");
    return others.map(({ match, raw }) => ({ id: match.thread.id, score: round(calibration.score(raw)) }));
  };
}
