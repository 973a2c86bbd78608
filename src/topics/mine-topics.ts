import { departmentKey } from "../forum/topic.ts";
import type { FormerTopic } from "./former-topics.ts";
import type { ForumThread } from "./forum-threads.ts";
import { grouped } from "./grouped.ts";
import { mineDepartment, type FoundTopic } from "./mine-department.ts";
import { createNameJudge } from "./noun-phrases.ts";
import { createPhraseBook } from "./phrase-book.ts";
import { stopWordsOf } from "./stop-words.ts";

export interface MiningOptions {
  /** Told as each department is done. */
  readonly onDepartment?: (department: string | null, topics: number) => void;
}

/**
 * Mines topics, department by department, from threads that have their vectors already; only names are embedded.
 * The same threads and former topics give the same topics.
 * @param embed unit vectors of names, in their order
 */
export async function mineTopics(
  threads: readonly ForumThread[],
  formers: readonly FormerTopic[],
  embed: (names: readonly string[]) => Promise<Float32Array[]>,
  { onDepartment }: MiningOptions = {},
): Promise<FoundTopic[]> {
  const texts = threads.map(({ text }) => text);
  const stopWords = stopWordsOf(texts);
  const book = createPhraseBook(texts, stopWords);
  const isName = createNameJudge(stopWords.languages);
  const formersOf = grouped(formers, ({ department }) => departmentKey(department));
  const takenIds = new Set(formers.map(({ id }) => id));
  const topics: FoundTopic[] = [];
  for (const [key, places] of grouped(threads.keys(), (place) => departmentKey(threads[place]!.department))) {
    const department = commonest(places.map((place) => threads[place]!.department));
    const found = await mineDepartment({ department, places, formers: formersOf.get(key) ?? [], takenIds }, { threads, book, isName, embed });
    topics.push(...found);
    onDepartment?.(department, found.length);
  }
  return topics;
}

/** The spelling of a department that most threads use; of equally many, the first. */
function commonest(departments: readonly (string | null)[]): string | null {
  const spellings = [...grouped(departments, (department) => department).values()];
  return spellings.reduce((best, same) => (same.length > best.length ? same : best))[0]!;
}
