import { join } from "node:path";
import * as z from "zod";
import { Thread } from "../forum/thread.ts";
import { readRows, readTextLines, unusableLine } from "./text-lines.ts";

const Query = z.object({ id: Thread.shape.id, text: Thread.shape.question, title: Thread.shape.title });

/** What somebody asks, by a name. */
export type Query = z.infer<typeof Query>;

/** A query with the grades of the threads that people judged for it. */
export interface JudgedQuery extends Query {
  /** Thread id → whole number from 0, not relevant, upwards. */
  readonly grades: ReadonlyMap<string, number>;
}

/** Queries that were judged, in the order of their file, and what could not be used. */
export interface JudgedQueries {
  readonly queries: readonly JudgedQuery[];
  readonly leftOut: {
    /** Queries of which no judgement could be used. */
    readonly unjudgedQueries: number;
    /** Judgements of a query or a thread that is not there. */
    readonly unknownQueries: number;
    readonly unknownThreads: number;
  };
}

const QRELS_HEADER = ["query_id", "thread_id", "grade"];
/** Beyond it, 2^grade means nothing any more. */
const HIGHEST_GRADE = 10;

/** queries.jsonl and qrels.tsv of a folder, as they stand. */
export interface Judgements {
  readonly queries: readonly Query[];
  readonly judged: readonly { readonly query: string; readonly thread: string; readonly grade: number }[];
}

/** @throws KindredError `input_unreadable` for a file that is missing, or for the first line that cannot be used */
export async function readJudgements(folder: string): Promise<Judgements> {
  return { queries: await readQueries(join(folder, "queries.jsonl")), judged: await readGrades(join(folder, "qrels.tsv")) };
}

/** @param isThread whether a public thread by this id is in the index */
export function judgedQueries({ queries, judged }: Judgements, isThread: (id: string) => boolean): JudgedQueries {
  const known = new Set(queries.map(({ id }) => id));
  const grades = new Map<string, Map<string, number>>();
  let unknownQueries = 0;
  let unknownThreads = 0;
  for (const { query, thread, grade } of judged) {
    if (!known.has(query)) unknownQueries += 1;
    else if (!isThread(thread)) unknownThreads += 1;
    else grades.set(query, (grades.get(query) ?? new Map<string, number>()).set(thread, grade));
  }
  const usable = queries.flatMap((query) => {
    const found = grades.get(query.id);
    return found === undefined ? [] : [{ ...query, grades: found }];
  });
  return { queries: usable, leftOut: { unjudgedQueries: queries.length - usable.length, unknownQueries, unknownThreads } };
}

/** @throws KindredError `input_unreadable` for a file that is missing, or for the first line that cannot be used */
export async function readQueries(file: string): Promise<Query[]> {
  const seen = new Set<string>();
  return (await readTextLines(file)).map(({ number, text }) => {
    const remedy = 'Each line is a JSON object: {"id": "q1", "text": "What is asked?", "title": "if there is one"}.';
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw unusableLine(file, number, "is not valid JSON", remedy);
    }
    const parsed = Query.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw unusableLine(file, number, `cannot be used: ${issue!.path.join(".") || "it"}: ${issue!.message}`, remedy);
    }
    if (seen.has(parsed.data.id)) throw unusableLine(file, number, "has the id of a line before", "Give every query an id of its own.");
    seen.add(parsed.data.id);
    return parsed.data;
  });
}

async function readGrades(file: string): Promise<Judgements["judged"]> {
  const { header, rows } = await readRows(file);
  const remedy = `Each line below the header "${QRELS_HEADER.join("\\t")}" is a query's id, a thread's id and a whole number from 0 to ${HIGHEST_GRADE}, parted by tabs.`;
  if (header.cells.join("\t") !== QRELS_HEADER.join("\t")) throw unusableLine(file, header.number, `is not the header ${QRELS_HEADER.join(", ")}`, remedy);
  const seen = new Set<string>();
  return rows.map(({ number, cells }) => {
    const [query, thread, grade] = cells;
    if (cells.length !== 3) throw unusableLine(file, number, `has ${cells.length} of 3 columns`, remedy);
    if (!/^\d+$/.test(grade!) || Number(grade) > HIGHEST_GRADE) throw unusableLine(file, number, "has no grade", remedy);
    const pair = `${query}\t${thread}`;
    if (seen.has(pair)) throw unusableLine(file, number, "judges a query and a thread that a line before has judged", "Keep one of them.");
    seen.add(pair);
    return { query: query!, thread: thread!, grade: Number(grade) };
  });
}
