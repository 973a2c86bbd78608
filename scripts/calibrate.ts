import { readFileSync } from "node:fs";
import { loadConfig } from "../src/config.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { resolveModel } from "../src/embedding/resolve-model.ts";
import { questionWindows } from "../src/forum/passage.ts";
import { fitCurve, type JudgedPair } from "../src/recommend/fit-curve.ts";
import { dot } from "../src/search/vector-table.ts";

const USAGE = `Usage: npm run calibrate -- PAIRS.tsv...

Each file: a header, then lines whose last three columns are a question, another one, and 1 (related) or 0.
Prints the curve for src/recommend/calibration.ts, fitted with every file counting the same.
`;

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const log = (message: string) => process.stderr.write(`${message}\n`);
const config = loadConfig(process.env);
const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
const embedder = await createTransformersEmbedder(model, { threads: config.model.threads });

/** Cosine of the two nearest windows, as the index scores a question against a question. */
async function judge(left: string, right: string): Promise<number> {
  const [asked, found] = await Promise.all([embedder.embed(questionWindows(left)), embedder.embed(questionWindows(right))]);
  return Math.max(...asked.flatMap((one) => found.map((other) => dot(one, other))));
}

const sets: JudgedPair[][] = [];
for (const file of files) {
  const rows = readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split("\t").slice(-3));
  const pairs: JudgedPair[] = [];
  for (const [left, right, label] of rows) pairs.push({ raw: await judge(left!, right!), related: label === "1" });
  sets.push(pairs);
  log(`${file}: ${pairs.length} pairs`);
}
process.stdout.write(`${JSON.stringify({ model: embedder.fingerprint, ...fitCurve(sets) }, null, 2)}\n`);
await embedder.dispose();
