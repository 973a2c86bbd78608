import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assemble } from "../../src/compose.ts";
import { loadConfig } from "../../src/config.ts";
import { resolveModel } from "../../src/embedding/resolve-model.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { createExactLists, DRAWN_DEPARTMENTS, drawnDepartment } from "../../src/evaluation/exact-lists.ts";
import type { Ranked } from "../../src/evaluation/ranked.ts";
import { createRememberingEmbedder } from "../../src/evaluation/remembering-embedder.ts";
import { percent, textTable } from "../../src/evaluation/text-table.ts";
import { KindredError } from "../../src/forum/errors.ts";
import { questionWindows } from "../../src/forum/passage.ts";
import { createProgressLine } from "../../src/ingest/progress-line.ts";
import type { Subject } from "../../src/recommend/answers.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { DATABASE_FILE } from "../../src/store/database.ts";
import { runCommand } from "../run-command.ts";

const USAGE = `Usage: npm run bench:filters -- [--questions 500] [--json] THREADS.jsonl
       npm run bench:filters -- --index DIR [--questions 500] [--json]

Lists of ten with and without a filter by department: whether they are what exact search gives, and what they cost.

--index DIR    a copy of this index is asked, instead of ingesting a file; nobody may be writing it meanwhile
--questions N  so many threads, evenly spread, are asked for; every other one as a text
--json         the result as one JSON object on the last line of standard output
`;

/** What is asked of the same question in turn: everything, then within each department. */
const FILTERS = [undefined, ...DRAWN_DEPARTMENTS.map(({ name }) => name)];
const KINDS = ["text", "thread"] as const;

const LIST = { limit: 10, minScore: 0, collapse: false, explain: false };
/** Questions that are not counted: the first ones compile what the others run. */
const WARM_UP = 40;
/** Texts embedded together, before any of them is asked: fewer windows than the embedder remembers. */
const QUESTIONS_AT_ONCE = 100;

type Forum = ReturnType<typeof assemble>;
type Embedder = ReturnType<typeof createRememberingEmbedder>;

/** A question of the run: a thread of the forum by its id, or what it says as if nobody had asked it yet. */
interface Question {
  readonly subject: Subject;
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
}

interface Answered {
  readonly kind: Question["kind"];
  readonly ms: number;
  readonly processorMs: number;
  readonly isExact: boolean;
}

function questionsOf({ feed, reader }: Forum, count: number): Question[] {
  const ids = [...feed.threads()].map(({ id }) => id);
  return Array.from({ length: Math.min(count, ids.length) }, (_, place): Question => {
    const id = ids[Math.floor((place * ids.length) / count)]!;
    const { title, question } = reader.thread(id)!;
    return place % 2 === 0 ? { kind: "text", id, subject: { text: question, title } } : { kind: "thread", id, subject: { threadId: id } };
  });
}

const windowsOf = ({ subject }: Question) => ("text" in subject ? questionWindows(subject.text, subject.title) : []);

const told = (list: readonly Ranked[]) => list.map(({ id, score }) => `${id} ${score.toFixed(4)}`).join("\n");

/** Asks one question with each filter, in turn from `first` on. */
async function ask({ recommender }: Forum, { subject }: Question, first: number) {
  const answers = new Map<string | undefined, { items: readonly Ranked[]; ms: number; processorMs: number }>();
  for (const place of FILTERS.keys()) {
    const department = FILTERS[(first + place) % FILTERS.length];
    const processor = process.cpuUsage();
    const started = performance.now();
    const { items } = await recommender.similar(subject, { ...LIST, department });
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(processor);
    answers.set(department, { items, ms, processorMs: (user + system) / 1000 });
  }
  return answers;
}

async function measure(forum: Forum, embedder: Embedder, count: number, say: (message: string) => void) {
  // In memory, where filters look: no other part of a list depends on the department.
  for (const thread of forum.feed.threads()) forum.index.put({ ...thread, department: drawnDepartment(thread.id) });
  const exactList = createExactLists({ ...forum, embedder });
  const questions = questionsOf(forum, count);
  const results = new Map<string | undefined, Answered[]>(FILTERS.map((department) => [department, []]));

  const warmUp = questions.slice(0, WARM_UP);
  await embedder.embed(warmUp.flatMap(windowsOf));
  for (const [place, question] of warmUp.entries()) await ask(forum, question, place);
  for (let start = 0; start < questions.length; start += QUESTIONS_AT_ONCE) {
    const some = questions.slice(start, start + QUESTIONS_AT_ONCE);
    await embedder.embed(some.flatMap(windowsOf));
    const answers = [];
    // Two questions, a text and a thread, for each order.
    for (const [place, question] of some.entries()) answers.push(await ask(forum, question, place >> 1));
    for (const [place, question] of some.entries()) {
      const everyThread = await exactList(question.subject);
      const exact = (department: string | undefined) =>
        everyThread.filter(({ id }) => department === undefined || drawnDepartment(id) === department).slice(0, LIST.limit);
      for (const [department, { items, ms, processorMs }] of answers[place]!) {
        const isExact = told(items) === told(exact(department));
        results.get(department)!.push({ kind: question.kind, ms, processorMs, isExact });
      }
    }
    say(`${start + some.length} of ${questions.length} questions`);
  }
  return results;
}

function at(share: number, numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(share * numbers.length)] ?? Number.NaN;
}

function summaryOf(answered: readonly Answered[]) {
  const times = answered.map(({ ms }) => ms);
  return {
    questions: answered.length,
    exact: answered.filter(({ isExact }) => isExact).length,
    medianMs: at(0.5, times),
    ninetyFifthMs: at(0.95, times),
    processorMs: at(0.5, answered.map(({ processorMs }) => processorMs)),
  };
}

function reportOf({ index, feed }: Forum, results: ReadonlyMap<string | undefined, readonly Answered[]>) {
  const departments = [...feed.threads()].map(({ id }) => drawnDepartment(id));
  const rows = FILTERS.flatMap((department) => {
    const threads = department === undefined ? index.threadCount : departments.filter((name) => name === department).length;
    const answered = results.get(department)!;
    const row = (kind: string | undefined, of: readonly Answered[]) => ({ filter: department ?? null, threads, asked: kind ?? null, ...summaryOf(of) });
    return [row(undefined, answered), ...KINDS.map((kind) => row(kind, answered.filter((one) => one.kind === kind)))];
  });
  const unfiltered = (asked: string | null) => rows.find((row) => row.filter === null && row.asked === asked)!.medianMs;
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    load: loadavg()[0]!,
    threads: index.threadCount,
    rows: rows.map((row) => ({ ...row, ratio: row.medianMs / unfiltered(row.asked) })),
  };
}

function textOf({ machine, node, load, threads, rows }: ReturnType<typeof reportOf>): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const table = textTable([
    ["filter", "threads", "share", "exact lists", "median", "95th", "processor", "ratio"],
    ...rows.map((row) => [
      row.asked === null ? (row.filter ?? "none") : `  asked by ${row.asked}`,
      ...(row.asked === null ? [`${row.threads}`, percent(row.threads / threads)] : ["", ""]),
      `${row.exact} of ${row.questions}, ${percent(row.exact / row.questions)}`,
      ...[row.medianMs, row.ninetyFifthMs, row.processorMs].map(ms),
      row.ratio.toFixed(2),
    ]),
  ]);
  return [
    `${machine}, Node ${node}, load ${load.toFixed(1)}; ${threads} threads, lists of ${LIST.limit}, texts embedded beforehand`,
    ...table,
    "exact lists: the same ids and scores (4 decimals) as when every thread is looked at; processor: of the median question; ratio: of the medians to those without a filter",
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { index: { type: "string" }, questions: { type: "string", default: "500" }, json: { type: "boolean", default: false } },
  });
  const [file] = positionals;
  const count = Number(values.questions);
  if ((file === undefined) === (values.index === undefined) || !(count > 0)) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const progress = createProgressLine(process.stderr);
  const folder = mkdtempSync(join(tmpdir(), "kindred-bench-"));
  try {
    if (values.index !== undefined) copyIndex(values.index, folder);
    const config = loadConfig({ ...process.env, INDEX_DIR: folder });
    const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log: progress.say });
    const embedder = createRememberingEmbedder(await createTransformersEmbedder(model, { threads: config.model.threads, log: progress.say }));
    const forum = assemble(folder, embedder, progress.say);
    try {
      await forum.follower.start();
      if (file !== undefined) await forum.ingest.putAll(openSource(file), { onProgress: (done) => progress.show(file, done) });
      await forum.follower.settled();
      const report = reportOf(forum, await measure(forum, embedder, count, progress.say));
      process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : textOf(report));
    } finally {
      await forum.follower.stop();
      await embedder.dispose();
      forum.database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opening an index brings its schema up to date, and following it writes its graph: the one that is there stays as it is. */
function copyIndex(directory: string, folder: string): void {
  if (!existsSync(join(directory, DATABASE_FILE))) {
    throw new KindredError("index_unusable", `There is no index in ${directory}`, "Name the folder of an index, as in INDEX_DIR.");
  }
  cpSync(directory, folder, { recursive: true });
}

await runCommand(main, USAGE);
