import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { readLabelledPairs } from "../src/evaluation/judged-pairs.ts";
import { readLabelledTexts, threadsOfLabelled } from "../src/evaluation/labelled-texts.ts";
import { pairScores, threadsOfPairs } from "../src/evaluation/pair-scores.ts";
import { createRememberingEmbedder } from "../src/evaluation/remembering-embedder.ts";
import { topicPairs } from "../src/evaluation/topic-pairs.ts";
import { heldOutError } from "../src/evaluation/tuning/held-out-error.ts";
import { KindredError } from "../src/forum/errors.ts";
import { calibrationKey, CUTS, parseCalibration, shippedCalibration, type FittedCalibration, type LogisticCurve } from "../src/recommend/calibration.ts";
import { fitCurve, type JudgedPair } from "../src/recommend/fit-curve.ts";
import { createRanker } from "../src/recommend/ranking.ts";
import { round } from "../src/recommend/round.ts";
import { openSource } from "../src/sources/open-source.ts";
import { openDatabase } from "../src/store/database.ts";
import { createSettingsStore, type SettingsStore } from "../src/store/settings.ts";
import { calibrateByDecisions, forgetDecisions } from "./calibrate/by-decisions.ts";
import { runCommand } from "./run-command.ts";
import { withTemporaryForum } from "./temporary-forum.ts";

const USAGE = `Usage: npm run calibrate -- [--save] [--topics FILE]... [PAIRS.tsv]...
       npm run calibrate -- --decisions [--save | --forget]

PAIRS.tsv      a header, then lines whose last three columns are a question, another one, and 1 (related) or 0
--topics FILE  threads that name their topics, as npm run ingest reads them; or a .tsv with a header, then lines whose last
               two columns are a text and its topic

Fits what makes a raw score a probability, of threads from pairs and of topics from --topics, every file counting the same,
and prints it with the calibration error of what a fit did not see. A curve for which no file is given stays as it is.

--save  keeps both in the index (INDEX_DIR) for the model in use: the service scores by them from its next start

--decisions  fits what sharpens the scores of duplicates to what editors decided in the index, and prints how well it tells
             decisions that it did not see; with --save the service scores by it from its next start, --forget takes that back
`;

type FittedSets = { readonly curve: LogisticCurve; readonly heldOut: readonly number[] };

async function main(): Promise<void> {
  const topicFiles = { type: "string", multiple: true, default: [] as string[] } as const;
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: { save: { type: "boolean" }, decisions: { type: "boolean", default: false }, forget: { type: "boolean", default: false }, topics: topicFiles, help: { type: "boolean", short: "h" } },
  });
  const contradictory = values.forget && (values.save === true || !values.decisions);
  if (values.help === true || files.length + values.topics.length > 0 === values.decisions || contradictory) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  const config = loadConfig(process.env);
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = createRememberingEmbedder(await createTransformersEmbedder(model, { threads: config.model.threads, log }));
  if (values.decisions) {
    try {
      if (values.forget) forgetDecisions(config.indexDirectory, embedder.fingerprint, log);
      else await calibrateByDecisions(config.indexDirectory, embedder, { save: values.save === true, log });
    } finally {
      await embedder.dispose();
    }
    return;
  }
  const database = values.save === true ? openDatabase(config.indexDirectory) : undefined;
  const settings = database === undefined ? undefined : createSettingsStore(database);
  try {
    const known = knownCalibration(embedder.fingerprint, settings);
    const pairSets: JudgedPair[][] = [];
    for (const file of files) pairSets.push(await pairsOfFile(file, embedder));
    const topicSets: JudgedPair[][] = [];
    for (const file of values.topics) topicSets.push(await topicPairsOfFile(file, embedder));
    const [ofPairs, ofTopics] = [fit(pairSets, known?.raw, "PAIRS.tsv"), fit(topicSets, known?.topics, "--topics")];
    const calibration: FittedCalibration = { raw: ofPairs.curve, topics: ofTopics.curve, cuts: known?.cuts ?? CUTS };
    const told = (names: readonly string[], sets: readonly (readonly JudgedPair[])[], { heldOut }: FittedSets) =>
      names.map((file, place) => ({ file, pairs: sets[place]!.length, heldOutCalibrationError: heldOut[place] }));
    const sets = [...told(files, pairSets, ofPairs), ...told(values.topics, topicSets, ofTopics)];
    process.stdout.write(`${JSON.stringify({ model: embedder.fingerprint, ...calibration, sets }, null, 2)}\n`);
    if (settings !== undefined) {
      settings.keepCalibration(calibrationKey(embedder.fingerprint), JSON.stringify(calibration));
      log(`Kept for ${embedder.fingerprint} in ${config.indexDirectory}.`);
    }
  } finally {
    database?.close();
    await embedder.dispose();
  }
}

async function pairsOfFile(file: string, embedder: Embedder): Promise<JudgedPair[]> {
  const pairs = await readLabelledPairs(file);
  return withTemporaryForum(file, threadsOfPairs(pairs), embedder, (forum) => pairScores(pairs, { ...forum, rank: createRanker(forum) }));
}

async function topicPairsOfFile(file: string, embedder: Embedder): Promise<JudgedPair[]> {
  const source = file.endsWith(".tsv") ? threadsOfLabelled(await readLabelledTexts(file)) : openSource(file);
  return withTemporaryForum(file, source, embedder, async ({ index }) => topicPairs(file, index));
}

/** What was kept of this model goes before what Kindred brings along. */
function knownCalibration(fingerprint: string, settings: SettingsStore | undefined): FittedCalibration | undefined {
  const kept = settings?.calibration(calibrationKey(fingerprint));
  return kept === undefined ? shippedCalibration(fingerprint) : parseCalibration(kept);
}

function fit(sets: readonly (readonly JudgedPair[])[], known: LogisticCurve | undefined, wanted: string): FittedSets {
  if (sets.length === 0) {
    if (known !== undefined) return { curve: known, heldOut: [] };
    throw new KindredError("input_unreadable", `There is no curve for this model yet that stays without ${wanted}.`, `Give ${wanted} as well.`);
  }
  try {
    return { curve: fitCurve(sets), heldOut: sets.map((_set, place) => round(heldOutError(sets, place))) };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new KindredError("input_unreadable", cause.message, "A curve takes at least some dozen pairs of each kind, among them some that are hard to tell.", { cause });
  }
}

await runCommand(main, USAGE);
