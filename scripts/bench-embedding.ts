import { createReadStream } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { pipeline } from "@xenova/transformers";
import { prepareDefaultModel } from "../src/embedding/prepare-model.ts";
import { createTransformersEmbedder } from "../src/embedding/transformers-embedder.ts";
import { passagesOf } from "../src/forum/passage.ts";
import type { Thread } from "../src/forum/thread.ts";

/**
 * Kindred's embedder against the recipe that everyone starts with: the library's pipeline over float32 weights,
 * one text after another. Same texts, same run, turn by turn, so that a busy machine slows both.
 *
 * node --import tsx scripts/bench-embedding.ts ../shared/data/forum-en/threads.jsonl [--texts 300] [--rounds 7]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { texts: { type: "string", default: "300" }, rounds: { type: "string", default: "7" }, seed: { type: "string", default: "12345" } },
});
const [file] = positionals;
if (file === undefined) throw new Error("Name a file of threads, one JSON object a line.");
const count = Number(values.texts);
const rounds = Number(values.rounds);

/** Numerical Recipes' linear congruential generator: the same sample for the same seed. */
let state = Number(values.seed);
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

async function readSample(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) if (line !== "") lines.push(line);
  return Array.from({ length: count }, () => {
    const thread = JSON.parse(lines[Math.floor(random() * lines.length)]!) as Thread;
    const passages = passagesOf(thread);
    return passages[Math.floor(random() * passages.length)]!.text;
  });
}

const texts = await readSample(file);
const directory = join(tmpdir(), "kindred-bench-models");
const plain = await prepareDefaultModel({ directory }, { variant: "fp32" });
const embedder = await createTransformersEmbedder(await prepareDefaultModel({ directory }));
const extract = await pipeline("feature-extraction", plain.directory, { dtype: "fp32" });

const contenders = {
  "pipeline, float32, one at a time": async () => {
    for (const text of texts) await extract(text, { pooling: "mean", normalize: true });
  },
  "Kindred, int8, one call": async () => void (await embedder.embed(texts)),
};

interface Measurement {
  readonly textsPerSecond: number;
  readonly processorMs: number;
}
async function measure(work: () => Promise<void>): Promise<Measurement> {
  const processor = process.cpuUsage();
  const started = performance.now();
  await work();
  const elapsedMs = performance.now() - started;
  const { user, system } = process.cpuUsage(processor);
  return { textsPerSecond: (count / elapsedMs) * 1_000, processorMs: (user + system) / 1_000 / count };
}

const median = (numbers: readonly number[]) => numbers.toSorted((left, right) => left - right)[numbers.length >> 1]!;

const measured = new Map<string, Measurement[]>();
for (let round = -1; round < rounds; round += 1) {
  for (const [name, work] of Object.entries(contenders)) {
    const result = await measure(work);
    // The first round warms up.
    if (round >= 0) measured.set(name, [...(measured.get(name) ?? []), result]);
  }
}
console.log(`${count} passages, ${rounds} rounds, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
for (const [name, results] of measured) {
  const speeds = results.map(({ textsPerSecond }) => textsPerSecond);
  const costs = results.map(({ processorMs }) => processorMs);
  console.log(
    `${name.padEnd(34)} median ${median(speeds).toFixed(0)} texts/s (best ${Math.max(...speeds).toFixed(0)}), ` +
      `${median(costs).toFixed(2)} ms of processor time a text (best ${Math.min(...costs).toFixed(2)})`,
  );
}
await Promise.all([embedder.dispose(), extract.dispose()]);
