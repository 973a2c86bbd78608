import type { Embedder } from "../embedding/embedder.ts";
import { KindredError } from "../forum/errors.ts";
import { questionWindows } from "../forum/passage.ts";
import type { Calibration } from "../recommend/calibration.ts";
import { areNearIdentical } from "../recommend/near-identical.ts";
import { askedText, createRanker, type Asked } from "../recommend/ranking.ts";
import { leadingDepartment, suggestDepartment, type Voter } from "../recommend/suggested-department.ts";
import { DEPARTMENT_VOTE } from "../recommend/weights.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";
import type { ForumReader } from "../store/reading.ts";
import type { WordStore } from "../store/words.ts";
import { bootstrapMean, type Interval } from "./bootstrap.ts";
import type { Query } from "./judged-queries.ts";

export interface DepartmentForum {
  readonly embedder: Pick<Embedder, "embed">;
  readonly index: SearchIndex;
  readonly words: WordStore;
  readonly reader: Pick<ForumReader, "thread">;
  readonly calibration: Pick<Calibration, "score" | "cuts">;
}

/** A question and the department that people filed it under. */
export interface FiledQuestion {
  readonly text: string;
  readonly title?: string | undefined;
  readonly department: string;
  /** Where it is a thread of the forum: it has no vote, nor have its repetitions. */
  readonly id?: string;
}

/** How often the department with most votes is the right one, whether or not it is suggested. */
export interface VoteReport {
  readonly nearest: number;
  readonly sharpness: number;
  readonly right: Interval;
}

/** What comes of it that a department needs so many votes, and the best thread such a score. */
export interface SuggestionReport {
  readonly leastShare: number;
  readonly leastScore: number;
  /** Questions that a department is suggested to. */
  readonly suggestedShare: number;
  /** Of those suggestions; null where there is none. */
  readonly rightShare: number | null;
  /** Of questions that belong in no department, those that are suggested one; null for none. */
  readonly strangersShare: number | null;
}

export interface DepartmentReport {
  readonly name: string;
  readonly questions: number;
  readonly departments: number;
  readonly strangers: number;
  readonly votes: readonly VoteReport[];
  /** The first is as shipped. */
  readonly suggestions: readonly SuggestionReport[];
}

/** Tried, the shipped ones among them. */
export const NEAREST = [4, 8, 16, 32, 64];
export const SHARPNESS = [0, 0.25, 0.5, 0.75, 1];
const LEAST_SHARES = [0, 0.3, 0.4, 0.5, 0.6, 0.7];
const LEAST_SCORES = [0, 0.5, 0.9];
const MOST_ASKED = 2_000;
const COUNT = Math.max(...NEAREST);

/** Threads that have a department, each as a question to the others; of more than 2,000 every second, or every third, and so on. */
export function filedThreads({ index, reader }: Pick<DepartmentForum, "index" | "reader">): FiledQuestion[] {
  const filed = index.threads().filter(({ department }) => department !== null);
  const step = Math.ceil(filed.length / MOST_ASKED);
  return filed
    .filter((_thread, place) => place % step === 0)
    .map(({ id, department }) => {
      const { question, title } = reader.thread(id)!;
      return { id, text: question, title, department: department! };
    });
}

/**
 * Asks a forum for the departments of questions.
 * @param strangers questions that belong in none of its departments
 * @throws KindredError `input_unreadable` where no question has a department
 */
export async function evaluateDepartments(
  name: string,
  questions: readonly FiledQuestion[],
  { embedder, index, words, calibration }: DepartmentForum,
  strangers: readonly Query[] = [],
): Promise<DepartmentReport> {
  if (questions.length === 0) throw new KindredError("input_unreadable", `${name} has no thread with a department`, "Give threads with departments.");
  const rank = createRanker({ index, words });

  async function votersOf({ text, title, id }: Pick<FiledQuestion, "text" | "title" | "id">): Promise<Voter[]> {
    const asked: Asked = { ...askedText({ text, title }, await embedder.embed(questionWindows(text, title))), id };
    const own = new Set(id === undefined ? [] : index.thread(id)!.words);
    const isRepetition = (thread: IndexedThread) => id !== undefined && areNearIdentical(own, new Set(thread.words));
    return rank(asked, { count: COUNT })
      .threads.filter(({ match }) => !isRepetition(match.thread))
      .slice(0, COUNT)
      .map(({ match, raw }) => ({ department: match.thread.department, score: calibration.score(raw) }));
  }

  const filed: { readonly department: string; readonly voters: readonly Voter[] }[] = [];
  for (const question of questions) filed.push({ department: question.department, voters: await votersOf(question) });
  const unfiled: (readonly Voter[])[] = [];
  for (const stranger of strangers) unfiled.push(await votersOf({ text: stranger.text, title: stranger.title }));

  const votes = NEAREST.flatMap((nearest) =>
    SHARPNESS.map((sharpness) => {
      const isRight = filed.map(({ department, voters }) => (leadingDepartment(voters.slice(0, nearest), sharpness)?.name === department ? 1 : 0));
      return { nearest, sharpness, right: bootstrapMean(isRight) };
    }),
  );

  function suggestionsAt(leastShare: number, leastScore: number): SuggestionReport {
    const suggest = (voters: readonly Voter[]) => suggestDepartment(voters, leastScore, { ...DEPARTMENT_VOTE, leastShare });
    const told = filed.flatMap(({ department, voters }) => {
      const suggested = suggest(voters);
      return suggested === null ? [] : [suggested.name === department];
    });
    return {
      leastShare,
      leastScore,
      suggestedShare: told.length / filed.length,
      rightShare: told.length === 0 ? null : told.filter(Boolean).length / told.length,
      strangersShare: unfiled.length === 0 ? null : unfiled.filter((voters) => suggest(voters) !== null).length / unfiled.length,
    };
  }

  const { leastShare } = DEPARTMENT_VOTE;
  const leastScore = calibration.cuts.text.best;
  return {
    name,
    questions: filed.length,
    departments: new Set(filed.map(({ department }) => department)).size,
    strangers: unfiled.length,
    votes,
    suggestions: [
      suggestionsAt(leastShare, leastScore),
      ...LEAST_SHARES.filter((share) => share !== leastShare).map((share) => suggestionsAt(share, leastScore)),
      ...LEAST_SCORES.filter((score) => score !== leastScore).map((score) => suggestionsAt(leastShare, score)),
    ],
  };
}
