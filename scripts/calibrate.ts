import { loadConfig } from "../src/config.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { cosines } from "../src/evaluation/evaluate-pairs.ts";
import { readLabelledPairs } from "../src/evaluation/judged-pairs.ts";
import { fitCurve, type JudgedPair } from "../src/recommend/fit-curve.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `Usage: npm run calibrate -- PAIRS.tsv...

Each file: a header, then lines whose last three columns are a question, another one, and 1 (related) or 0.
Prints the curve for src/recommend/calibration.ts, fitted with every file counting the same.
`;

async function main(): Promise<void> {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  const config = loadConfig(process.env);
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = await createTransformersEmbedder(model, { threads: config.model.threads, log });
  try {
    const sets: JudgedPair[][] = [];
    for (const file of files) {
      const pairs = await readLabelledPairs(file);
      const similarities = await cosines(pairs, embedder);
      sets.push(pairs.map(({ label }, place) => ({ raw: similarities[place]!, related: label === 1 })));
      log(`${file}: ${pairs.length} pairs`);
    }
    process.stdout.write(`${JSON.stringify({ model: embedder.fingerprint, ...fitCurve(sets) }, null, 2)}\n`);
  } finally {
    await embedder.dispose();
  }
}

await runCommand(main, USAGE);
