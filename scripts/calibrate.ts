import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { readLabelledPairs } from "../src/evaluation/judged-pairs.ts";
import { pairScores, threadsOfPairs, type PairScore } from "../src/evaluation/pair-scores.ts";
import { createRememberingEmbedder } from "../src/evaluation/remembering-embedder.ts";
import { heldOutError } from "../src/evaluation/tuning/held-out-error.ts";
import { KindredError } from "../src/forum/errors.ts";
import { calibrationKey, CUTS, type FittedCalibration } from "../src/recommend/calibration.ts";
import { fitCurve } from "../src/recommend/fit-curve.ts";
import { createRanker } from "../src/recommend/ranking.ts";
import { round } from "../src/recommend/round.ts";
import { openDatabase } from "../src/store/database.ts";
import { createSettingsStore } from "../src/store/settings.ts";
import { runCommand } from "./run-command.ts";
import { withTemporaryForum } from "./temporary-forum.ts";

const USAGE = `Usage: npm run calibrate -- [--save] PAIRS.tsv...

Each file: a header, then lines whose last three columns are a question, another one, and 1 (related) or 0.
Fits what makes a ranking's raw score a probability, every file counting the same, and prints it with the calibration
error of pairs that a fit did not see.

--save  keeps it in the index (INDEX_DIR) for the model in use: the service scores by it from its next start
`;

async function main(): Promise<void> {
  const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { save: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
  if (values.help === true || files.length === 0) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  const config = loadConfig(process.env);
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = createRememberingEmbedder(await createTransformersEmbedder(model, { threads: config.model.threads, log }));
  try {
    const sets: PairScore[][] = [];
    for (const file of files) {
      const pairs = await readLabelledPairs(file);
      sets.push(await withTemporaryForum(file, threadsOfPairs(pairs), embedder, (forum) => pairScores(pairs, { ...forum, rank: createRanker(forum) })));
    }
    const { calibration, heldOut } = fit(sets);
    const told = files.map((file, place) => ({ file, pairs: sets[place]!.length, heldOutCalibrationError: heldOut[place] }));
    process.stdout.write(`${JSON.stringify({ model: embedder.fingerprint, ...calibration, sets: told }, null, 2)}\n`);
    if (values.save === true) {
      const database = openDatabase(config.indexDirectory);
      createSettingsStore(database).keepCalibration(calibrationKey(embedder.fingerprint), JSON.stringify(calibration));
      database.close();
      log(`Kept for ${embedder.fingerprint} in ${config.indexDirectory}.`);
    }
  } finally {
    await embedder.dispose();
  }
}

function fit(sets: readonly (readonly PairScore[])[]): { calibration: FittedCalibration; heldOut: readonly number[] } {
  try {
    const raw = fitCurve(sets);
    const similarity = fitCurve(sets.map((pairs) => pairs.map(({ cosine, related }) => ({ raw: cosine, related }))));
    return { calibration: { raw, similarity, cuts: CUTS }, heldOut: sets.map((_set, place) => round(heldOutError(sets, place))) };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new KindredError("input_unreadable", cause.message, "A curve takes at least some dozen pairs of each kind, among them some that are hard to tell.", { cause });
  }
}

await runCommand(main, USAGE);
