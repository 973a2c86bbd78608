import { appendFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { curvePlot } from "../src/evaluation/curve-plot.ts";
import { evaluateData, type DataReport } from "../src/evaluation/evaluate-data.ts";
import { evaluateDepartments, filedThreads, type DepartmentReport } from "../src/evaluation/evaluate-departments.ts";
import { evaluateTopicLists, type TopicListsReport } from "../src/evaluation/evaluate-topic-lists.ts";
import { evaluateTopics, type TopicReport } from "../src/evaluation/evaluate-topics.ts";
import { evaluatePairs, evaluateSimilarity, type PairReport, type SimilarityReport } from "../src/evaluation/evaluate-pairs.ts";
import { readLabelledPairs } from "../src/evaluation/judged-pairs.ts";
import { readJudgements, readQueries, type Query } from "../src/evaluation/judged-queries.ts";
import { readLabelledTexts, threadsOfLabelled } from "../src/evaluation/labelled-texts.ts";
import { pairScores, threadsOfPairs } from "../src/evaluation/pair-scores.ts";
import { createRememberingEmbedder } from "../src/evaluation/remembering-embedder.ts";
import { reportText } from "../src/evaluation/report-text.ts";
import { assertWhole } from "../src/evaluation/threads-file.ts";
import { KindredError } from "../src/forum/errors.ts";
import { calibrationFor } from "../src/recommend/calibration.ts";
import { createRanker } from "../src/recommend/ranking.ts";
import { openSource } from "../src/sources/open-source.ts";
import { runCommand } from "./run-command.ts";
import { withTemporaryForum } from "./temporary-forum.ts";

const USAGE = `Usage: npm run evaluate -- [--data DIR]... [--unanswerable FILE]... [--pairs FILE]... [--sts FILE]...
                           [--topics DIR]... [--topic-lists FILE]... [--departments PATH]... [--json] [--plot FILE.svg]

--data DIR    threads.jsonl, queries.jsonl and qrels.tsv: how well four rankers answer the queries
--unanswerable FILE  queries.jsonl, or a .tsv as --topics reads it, of questions that have no answer in any DIR: how often nothing is shown
--topics DIR  train.tsv and test.tsv, tab-separated, a header, last two columns: text, topic (_ is a space): how well the
              topics of test.tsv's texts are found in a forum of train.tsv's
--topic-lists FILE  threads that name their topics, as npm run ingest reads them: what each is shown as related topics
--departments PATH  threads with departments, each asked of the others; or a .tsv as --topics reads it, its topics taken for departments;
              or a DIR as for --topics: how often the nearest threads' department is the right one
--pairs FILE  tab-separated, a header, last three columns: text, text, 1 (related) or 0
--sts FILE    tab-separated, a header, last three columns: text, text, a number
--json        the report as one JSON object on the last line of standard output
--plot FILE   precision and recall over the score as an SVG picture, for each --data and --pairs

Threads go into a temporary index, which is removed at the end; the index in INDEX_DIR is neither read nor written, so scores
are by the calibration that Kindred brings along. The README tells the format.
`;

const cutOf = ({ fingerprint }: Embedder) => calibrationFor(fingerprint).cuts.text;

async function evaluateFolder(folder: string, unanswerable: readonly Query[], embedder: Embedder): Promise<DataReport> {
  const file = join(folder, "threads.jsonl");
  const judgements = await readJudgements(folder);
  await assertWhole(file, openSource(file));
  const name = basename(resolve(folder));
  return withTemporaryForum(file, openSource(file), embedder, (forum) => evaluateData(name, judgements, { ...forum, cut: cutOf(embedder) }, unanswerable));
}

async function evaluatePairsFile(file: string, embedder: Embedder): Promise<PairReport> {
  const pairs = await readLabelledPairs(file);
  const scores = await withTemporaryForum(file, threadsOfPairs(pairs), embedder, (forum) => pairScores(pairs, { ...forum, rank: createRanker(forum) }));
  return evaluatePairs(basename(file), scores, calibrationFor(embedder.fingerprint));
}

async function evaluateTopicFolder(folder: string, unanswerable: readonly Query[], embedder: Embedder): Promise<TopicReport> {
  const [train, test] = [await readLabelledTexts(join(folder, "train.tsv")), await readLabelledTexts(join(folder, "test.tsv"))];
  const name = basename(resolve(folder));
  return withTemporaryForum(name, threadsOfLabelled(train), embedder, (forum) => evaluateTopics(name, test, forum, unanswerable));
}

/** The texts of test.tsv asked of train.tsv's, or what one file holds, each of the rest. */
async function evaluateDepartmentsOf(path: string, unanswerable: readonly Query[], embedder: Embedder): Promise<DepartmentReport> {
  const name = basename(resolve(path));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    const [train, test] = [await readLabelledTexts(join(path, "train.tsv")), await readLabelledTexts(join(path, "test.tsv"))];
    const questions = test.map(({ text, topic }) => ({ text, department: topic }));
    return withTemporaryForum(name, threadsOfLabelled(train, { as: "department" }), embedder, (forum) => evaluateDepartments(name, questions, forum, unanswerable));
  }
  const isLabelled = path.endsWith(".tsv");
  if (!isLabelled) await assertWhole(path, openSource(path));
  const threads = isLabelled ? threadsOfLabelled(await readLabelledTexts(path), { as: "department" }) : openSource(path);
  return withTemporaryForum(name, threads, embedder, (forum) => evaluateDepartments(name, filedThreads(forum), forum, unanswerable));
}

const readStrangers = async (file: string): Promise<readonly Query[]> =>
  file.endsWith(".tsv") ? (await readLabelledTexts(file)).map(({ text }, place) => ({ id: String(place), text })) : readQueries(file);

async function evaluateTopicListsOf(file: string, embedder: Embedder): Promise<TopicListsReport> {
  await assertWhole(file, openSource(file));
  return withTemporaryForum(file, openSource(file), embedder, (forum) => evaluateTopicLists(basename(file), forum));
}

async function main(): Promise<void> {
  const several = { type: "string", multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({
    options: { data: several, unanswerable: several, pairs: several, sts: several, topics: several, "topic-lists": several, departments: several, json: { type: "boolean" }, plot: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const curves = values.data.length + values.pairs.length;
  const others = values.sts.length + values.topics.length + values["topic-lists"].length + values.departments.length;
  const nothingAsked = curves === 0 && (others === 0 || values.plot !== undefined);
  if (values.help === true || nothingAsked) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const { plot } = values;
  if (plot !== undefined) assertWritable(plot);
  const config = loadConfig(process.env);
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  const resolved = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = createRememberingEmbedder(await createTransformersEmbedder(resolved, { threads: config.model.threads, log }));
  const data: DataReport[] = [];
  const pairs: PairReport[] = [];
  const similarity: SimilarityReport[] = [];
  const topics: TopicReport[] = [];
  const topicLists: TopicListsReport[] = [];
  const departments: DepartmentReport[] = [];
  try {
    // The quick ones first: a file that cannot be read is told before minutes of embedding.
    for (const file of values.sts) similarity.push(await evaluateSimilarity(file, embedder));
    const unanswerable = (await Promise.all(values.unanswerable.map(readStrangers))).flat();
    for (const file of values.pairs) pairs.push(await evaluatePairsFile(file, embedder));
    for (const file of values["topic-lists"]) topicLists.push(await evaluateTopicListsOf(file, embedder));
    for (const folder of values.topics) topics.push(await evaluateTopicFolder(folder, unanswerable, embedder));
    for (const path of values.departments) departments.push(await evaluateDepartmentsOf(path, unanswerable, embedder));
    for (const folder of values.data) data.push(await evaluateFolder(folder, unanswerable, embedder));
  } finally {
    await embedder.dispose();
  }
  const report = { model: embedder.fingerprint, defaultCut: cutOf(embedder), data, pairs, similarity, topics, topicLists, departments };
  if (plot !== undefined) {
    writeFileSync(plot, curvePlot([...data, ...pairs].map(({ name, curve }) => ({ title: name, points: curve })), report.defaultCut.best));
  }
  process.stdout.write(values.json === true ? `${JSON.stringify(report)}\n` : reportText(report));
}

/** Before minutes of work, not after. */
function assertWritable(file: string): void {
  try {
    appendFileSync(file, "");
  } catch (cause) {
    throw new KindredError("configuration_invalid", `${file} cannot be written`, "Name a file in a folder that is there and may be written.", { cause });
  }
}

await runCommand(main, USAGE);
