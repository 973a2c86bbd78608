import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { readLabelledPairs, type JudgedTexts } from "../src/evaluation/judged-pairs.ts";
import { judgedQueries, readJudgements, type Judgements } from "../src/evaluation/judged-queries.ts";
import { readLabelledTexts, type LabelledText } from "../src/evaluation/labelled-texts.ts";
import { threadsOfPairs } from "../src/evaluation/pair-scores.ts";
import { assertWhole } from "../src/evaluation/threads-file.ts";
import { askTexts, askThreads } from "../src/evaluation/tuning/asked-questions.ts";
import { cutReports, heldOutCuts, reportThreadLists, scoreLists } from "../src/evaluation/tuning/cuts.ts";
import { tuneOrder, type TuningSet } from "../src/evaluation/tuning/order.ts";
import { EMPTY_SHARE, listCorners, pairCorners, questionSettings, type PairCorners } from "../src/evaluation/tuning/question-weights.ts";
import { cutText, orderText, questionText, threadListsText } from "../src/evaluation/tuning/tuning-text.ts";
import { TEXT_WEIGHTS, THREAD_WEIGHTS } from "../src/evaluation/tuning/tuned-weights.ts";
import { calibrationFor } from "../src/recommend/calibration.ts";
import { openSource } from "../src/sources/open-source.ts";
import { runCommand } from "./run-command.ts";
import { withTemporaryForum, type TemporaryForum } from "./temporary-forum.ts";
import { tuneTopics } from "./tune-topics.ts";

const USAGE = `Usage: npm run tune-ranking -- EVAL_DIR

EVAL_DIR holds covidfaq and medquad-2048, each with threads.jsonl, queries.jsonl and qrels.tsv, rqe with
train-amia2016.tsv and dev-amia2016.tsv, and banking77 with train.tsv.

Prints every number that chose the weights in src/recommend/weights.ts and the cuts in src/recommend/calibration.ts, with
the very code that ships. It takes minutes. Threads go into temporary indexes, which are removed at the end; nothing else
is written.
`;

const SAMPLE_FORUM = fileURLToPath(new URL("../src/sources/sample-forum.jsonl", import.meta.url));
const FAQ = "covidfaq";
const LARGER = "medquad-2048";
/** Texts filed under topics. */
const FILED = "banking77";
/** Where curves are fitted; the last is measured. */
const PAIRS = ["train-amia2016.tsv", "dev-amia2016.tsv"];

/** Threads on a disk, with what is asked of them. */
interface ForumFolder {
  readonly file: string;
  readonly judgements: Judgements;
}

interface Inputs {
  readonly faq: ForumFolder;
  readonly larger: ForumFolder;
  readonly pairs: readonly { readonly file: string; readonly pairs: readonly JudgedTexts[] }[];
  readonly filed: readonly LabelledText[];
}

interface Forums {
  readonly faq: TemporaryForum;
  readonly larger: TemporaryForum;
  readonly sample: TemporaryForum;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
  if (values.help === true || positionals.length !== 1) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const inputs = await readInputs(positionals[0]!);
  const config = loadConfig(process.env);
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = await createTransformersEmbedder(model, { threads: config.model.threads, log });
  try {
    print(`Model ${embedder.fingerprint}\n`);
    const pairs: PairCorners[][] = [];
    for (const { file, pairs: judged } of inputs.pairs) {
      pairs.push(await withTemporaryForum(file, threadsOfPairs(judged), embedder, (forum) => pairCorners(judged, forum)));
    }
    print(await tuneTopics({ name: FILED, texts: inputs.filed }, SAMPLE_FORUM, embedder, log));
    // One inside the other, so that each is ingested once and all are there at the same time.
    await withTemporaryForum(inputs.faq.file, openSource(inputs.faq.file), embedder, (faq) =>
      withTemporaryForum(inputs.larger.file, openSource(inputs.larger.file), embedder, (larger) =>
        withTemporaryForum(SAMPLE_FORUM, openSource(SAMPLE_FORUM), embedder, (sample) => tune(inputs, { faq, larger, sample }, pairs, embedder)),
      ),
    );
  } finally {
    await embedder.dispose();
  }
}

/** Everything that is small, before minutes of embedding. */
async function readInputs(folder: string): Promise<Inputs> {
  const forumFolder = async (name: string): Promise<ForumFolder> => {
    const file = join(folder, name, "threads.jsonl");
    const judgements = await readJudgements(join(folder, name));
    await assertWhole(file, openSource(file));
    return { file, judgements };
  };
  const pairsFile = async (name: string) => {
    const file = join(folder, "rqe", name);
    return { file, pairs: await readLabelledPairs(file) };
  };
  return { faq: await forumFolder(FAQ), larger: await forumFolder(LARGER), pairs: await Promise.all(PAIRS.map(pairsFile)), filed: await readLabelledTexts(join(folder, FILED, "train.tsv")) };
}

async function tune(inputs: Inputs, forums: Forums, pairs: readonly (readonly PairCorners[])[], embedder: Embedder): Promise<void> {
  const textSet = async (name: string, { judgements }: ForumFolder, forum: TemporaryForum): Promise<TuningSet> => {
    const { queries } = judgedQueries(judgements, (id) => forum.index.thread(id) !== undefined);
    return { name: `${name} (${queries.length})`, forum, questions: await askTexts(queries, embedder) };
  };
  const sets = [await textSet(FAQ, inputs.faq, forums.faq), await textSet(LARGER, inputs.larger, forums.larger)];
  const [ofFaq, ofLarger] = sets.map(({ questions }) => questions);
  const fromThreads = askThreads(forums.sample);
  print(orderText("Order, for texts", sets.map(({ name }) => name), tuneOrder(TEXT_WEIGHTS, sets, log)));

  const sample: TuningSet = { name: "sample forum", forum: forums.sample, questions: fromThreads };
  print(orderText("Order, for threads, which share topics", [sample.name], tuneOrder(THREAD_WEIGHTS, [sample], log)));

  // Nothing is right: there is no word of them in the other forum's judgements.
  const unanswerable = ofFaq!.map(({ asked }) => ({ asked, grades: new Map<string, number>() }));
  const strangers = `${FAQ}'s questions against ${LARGER}`;
  log(`${strangers}: ranking.`);
  const settings = questionSettings({
    unanswerable: listCorners(unanswerable, forums.larger),
    answerable: listCorners(ofLarger!, forums.larger),
    pairs,
  });
  print(questionText(settings, { unanswerable: strangers, answerable: `${LARGER}'s`, pairs: `rqe/${PAIRS.at(-1)!}` }));

  const { score, cuts } = calibrationFor(embedder.fingerprint);
  const evidence = {
    unanswerable: scoreLists(unanswerable, forums.larger, score),
    answerable: [
      { name: LARGER, lists: scoreLists(ofLarger!, forums.larger, score) },
      { name: FAQ, lists: scoreLists(ofFaq!, forums.faq, score) },
    ],
  };
  print(
    cutText(cutReports(evidence, cuts.text), heldOutCuts(evidence, cuts.text.others, EMPTY_SHARE), cuts.text, {
      unanswerable: strangers,
      answerable: evidence.answerable.map(({ name }) => name),
    }),
  );
  print(threadListsText(sample.name, reportThreadLists(scoreLists(fromThreads, forums.sample, score), cuts.thread), cuts.thread));
}

const log = (message: string) => void process.stderr.write(`${message}\n`);

/** A stage as soon as it is done, an empty line before it. */
const print = (text: string) => void process.stdout.write(`${text}\n`);

await runCommand(main, USAGE);
