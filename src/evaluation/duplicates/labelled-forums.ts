import { Thread } from "../../forum/thread.ts";
import type { Source } from "../../sources/source.ts";
import { randomNumbers } from "../bootstrap.ts";
import { readLabelledPairs } from "../judged-pairs.ts";
import { readJudgements } from "../judged-queries.ts";
import { readLabelledTexts } from "../labelled-texts.ts";
import { createCopier } from "./near-copies.ts";

/** Questions as threads, and which of them people would call the same. */
export interface LabelledForum {
  readonly name: string;
  readonly threads: readonly Thread[];
  /** By their ids. */
  sameQuestion(left: string, right: string): boolean;
}

/** Copies that are planted in a forum that weights are fitted to. */
const PLANTED = 400;

export async function* sourceOfThreads(threads: readonly Thread[]): Source {
  for (const [place, thread] of threads.entries()) yield { kind: "thread", line: place + 1, thread, warnings: [] };
}

const folded = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();

/**
 * Questions of a folder with queries.jsonl and qrels.tsv: two are the same if they have a right answer in common. A text that
 * stands there several times, once with each of its right answers, has all of them.
 */
export async function readAnsweredForum(name: string, folder: string): Promise<LabelledForum> {
  const { queries, judged } = await readJudgements(folder);
  const text = new Map(queries.map((query) => [query.id, folded(query.text)]));
  const answers = new Map<string, Set<string>>();
  for (const { query, thread, grade } of judged) {
    const key = text.get(query);
    if (key !== undefined && grade > 0) answers.set(key, (answers.get(key) ?? new Set()).add(thread));
  }
  const answersOf = (id: string) => answers.get(text.get(id)!) ?? new Set<string>();
  return {
    name,
    threads: queries.map(({ id, text: question }) => Thread.parse({ id, question })),
    sameQuestion: (left, right) => [...answersOf(left)].some((answer) => answersOf(right).has(answer)),
  };
}

/** Texts under a topic: two are the same if their topic is. A weak label: a topic is wider than a question. */
export async function readTopicForum(name: string, file: string): Promise<LabelledForum> {
  const texts = await readLabelledTexts(file);
  const topics = new Map(texts.map(({ topic }, place) => [`text-${place}`, topic]));
  const threads = texts.map(({ text }, place) => Thread.parse({ id: `text-${place}`, question: text }));
  return { name, threads, sameQuestion: (left, right) => topics.get(left) === topics.get(right) };
}

/** The different texts of labelled pairs: two are the same if related pairs lead from one to the other. */
export async function readPairForum(name: string, file: string): Promise<LabelledForum> {
  const groups = new Map<string, string>();
  const groupOf = (text: string): string => {
    const next = groups.get(text) ?? text;
    return next === text ? text : groupOf(next);
  };
  const texts = new Map<string, string>();
  for (const { left, right, label } of await readLabelledPairs(file)) {
    for (const text of [left, right]) if (!texts.has(folded(text))) texts.set(folded(text), text);
    if (label === 1 && groupOf(folded(left)) !== groupOf(folded(right))) groups.set(groupOf(folded(left)), groupOf(folded(right)));
  }
  const all = [...texts];
  const groupsById = new Map(all.map(([key], place) => [`text-${place}`, groupOf(key)]));
  const threads = all.map(([, text], place) => Thread.parse({ id: `text-${place}`, question: text }));
  return { name, threads, sameQuestion: (left, right) => groupsById.get(left) === groupsById.get(right) };
}

/** A forum with copies of some of its questions, written otherwise; a copy is the same as its original and what that is the same as. */
export function withPlantedCopies(forum: LabelledForum, seed: number): LabelledForum {
  const copies = plantCopies(forum.threads, PLANTED, seed);
  const originals = new Map(copies.map(({ copy, original }) => [copy.id, original.id]));
  const originalOf = (id: string) => originals.get(id) ?? id;
  return {
    name: forum.name,
    threads: [...forum.threads, ...copies.map(({ copy }) => copy)],
    sameQuestion: (left, right) => originalOf(left) === originalOf(right) || forum.sameQuestion(originalOf(left), originalOf(right)),
  };
}

/** @returns `count` copies of different threads with what each is a copy of; the same for the same seed */
export function plantCopies(threads: readonly Thread[], count: number, seed: number): { readonly copy: Thread; readonly original: Thread }[] {
  const random = randomNumbers(seed);
  const copied = createCopier(seed);
  const left = [...threads];
  return Array.from({ length: Math.min(count, left.length) }, (_, place) => {
    const [original] = left.splice(Math.floor(random() * left.length), 1) as [Thread];
    const title = original.title === undefined ? {} : { title: copied(original.title) };
    return { original, copy: Thread.parse({ id: `copy-${place}`, ...title, question: copied(original.question) }) };
  });
}
