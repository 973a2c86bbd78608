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
  const formersOf = grouped(formers, ({ department }) => department);
  const topics: FoundTopic[] = [];
  for (const [department, places] of grouped(threads.keys(), (place) => threads[place]!.department)) {
    const found = await mineDepartment({ department, places, formers: formersOf.get(department) ?? [] }, { threads, book, isName, embed });
    topics.push(...found);
    onDepartment?.(department, found.length);
  }
  return topics;
}
