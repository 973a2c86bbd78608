import type { DuplicatePair } from "../../duplicates/answers.ts";
import type { DuplicateFinder } from "../../duplicates/finder.ts";
import { normalForm } from "../../duplicates/normal-form.ts";
import { Thread } from "../../forum/thread.ts";
import type { SearchIndex } from "../../search/search-index.ts";
import type { ForumReader } from "../../store/reading.ts";
import { plantCopies } from "./labelled-forums.ts";

/** A forum that copies are planted in: it is written to. */
export interface PlantedForum {
  readonly index: Pick<SearchIndex, "threads" | "thread">;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly ingest: { put(thread: Thread): Promise<unknown> };
  readonly finder: Pick<DuplicateFinder, "begin" | "settled" | "pairs" | "pairsOf">;
}

/** A copy with the thread that it is a copy of. */
export type PlantedCopy = ReturnType<typeof plantCopies>[number];

/** What was planted, and what was found of it. */
export interface PlantedCopies {
  readonly copies: readonly PlantedCopy[];
  /** From writing a copy until its pairs are there, of each, in milliseconds. */
  readonly waits: readonly number[];
  /** Pairs that a copy is in, and those of them that are a copy and its original. */
  at(cut: number): { readonly shown: readonly DuplicatePair[]; readonly right: readonly DuplicatePair[] };
}

/**
 * Plants copies, one after another, of threads of which nothing in the forum is an exact copy already: what else is found with a
 * copy counts as wrong.
 */
export async function plantAndFind({ index, reader, ingest, finder }: PlantedForum, count: number, seed: number): Promise<PlantedCopies> {
  const all = index.threads().toSorted((left, right) => (left.id < right.id ? -1 : 1)).map(({ key }) => reader.threadsByKey([key]).get(key)!);
  const forms = new Map<string, number>();
  for (const thread of all) forms.set(formOf(thread), (forms.get(formOf(thread)) ?? 0) + 1);
  const once = all.filter((thread) => forms.get(formOf(thread)) === 1);
  const copies = plantCopies(once.map(({ title, question, id }) => Thread.parse({ id, title, question })), count, seed);
  const waits: number[] = [];
  for (const { copy } of copies) {
    const written = performance.now();
    await ingest.put(copy);
    finder.begin();
    await finder.settled();
    waits.push(performance.now() - written);
  }
  const originals = new Map(copies.map(({ copy, original }) => [copy.id, original.id]));
  const isRight = ({ left, right }: DuplicatePair) => originals.get(left.id) === right.id || originals.get(right.id) === left.id;
  return {
    copies,
    waits,
    at: (cut) => {
      const shown = finder.pairs().filter(({ left, right, score }) => score >= cut && (originals.has(left.id) || originals.has(right.id)));
      return { shown, right: shown.filter(isRight) };
    },
  };
}

const formOf = (thread: Pick<Thread, "id" | "title" | "question">) => normalForm(thread) ?? thread.id;
