import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pipeline } from "@xenova/transformers";
import hnswlib from "hnswlib-node";
import { openKindred } from "../../src/compose.ts";
import { loadConfig } from "../../src/config.ts";
import { prepareDefaultModel } from "../../src/embedding/prepare-model.ts";
import { passagesOf } from "../../src/forum/passage.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { openSource } from "../../src/sources/open-source.ts";
import type { Source } from "../../src/sources/source.ts";
import { median } from "./median.ts";

/**
 * Kindred's whole ingest (preparing, embedding, SQLite, words, graph) against the recipe that everyone starts
 * with: the library's pipeline over float32 weights, one text after another, then `addPoint`. The same texts, slice
 * by slice in turn, so that a busy machine slows both.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    slices: { type: "string", default: "8" },
    threads: { type: "string", default: "120" },
    seed: { type: "string", default: "12345" },
    json: { type: "boolean", default: false },
  },
});
const [file] = positionals;
if (file === undefined) {
  process.stderr.write("Usage: npm run bench:ingest -- [--slices 8] [--threads 120] [--seed N] [--json] THREADS.jsonl\n");
  process.exit(2);
}
const sliceCount = Number(values.slices);
const threadsPerSlice = Number(values.threads);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Numerical Recipes' linear congruential generator: the same sample for the same seed. */
let state = Number(values.seed);
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const all: Thread[] = [];
for await (const record of openSource(file)) if (record.kind === "thread") all.push(record.thread);
// The first slice of each warms up and is not counted.
const slices = Array.from({ length: sliceCount + 1 }, () =>
  Array.from({ length: threadsPerSlice }, () => all.splice(Math.floor(random() * all.length), 1)[0]!),
);

async function* sourceOf(threads: readonly Thread[]): Source {
  for (const [place, thread] of threads.entries()) yield { kind: "thread", line: place + 1, thread, warnings: [] };
}

const folder = mkdtempSync(join(tmpdir(), "kindred-bench-"));
try {
  const config = loadConfig({ ...process.env, INDEX_DIR: folder });
  const kindred = await openKindred(config, () => undefined);
  await kindred.follower.start();
  const plain = await prepareDefaultModel({ directory: config.modelDirectory }, { variant: "fp32" });
  const extract = await pipeline("feature-extraction", plain.directory, { dtype: "fp32" });
  const graph = new hnswlib.HierarchicalNSW("cosine", 384);
  graph.initIndex(1_000_000);
  let label = 0;

  const contenders: Record<string, (threads: readonly Thread[], texts: readonly string[]) => Promise<void>> = {
    stock: async (_, texts) => {
      for (const text of texts) {
        const output = await extract(text, { pooling: "mean", normalize: true });
        graph.addPoint(Array.from(output.data as Float32Array), label++);
      }
    },
    kindred: async (threads) => {
      await kindred.ingest.putAll(sourceOf(threads));
      await kindred.follower.settled();
    },
  };

  const rates: Record<string, number[]> = { stock: [], kindred: [] };
  const costs: Record<string, number[]> = { stock: [], kindred: [] };
  let passages = 0;
  for (const [number, threads] of slices.entries()) {
    // Each text once for both, as Kindred embeds equal texts once.
    const texts = [...new Set(threads.flatMap((thread) => passagesOf(thread).map(({ text }) => text)))];
    for (const [name, work] of Object.entries(contenders)) {
      const processor = process.cpuUsage();
      const started = performance.now();
      await work(threads, texts);
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(processor);
      if (number === 0) continue;
      rates[name]!.push(texts.length / seconds);
      costs[name]!.push((user + system) / 1000 / texts.length);
    }
    if (number > 0) passages += texts.length;
  }
  const ratios = rates["kindred"]!.map((rate, slice) => rate / rates["stock"]![slice]!);
  const result = {
    machine: `${cpus().length} × ${cpus()[0]?.model}`,
    node: process.version,
    load: loadavg()[0],
    passages,
    slices: sliceCount,
    stock: { passagesPerSecond: median(rates["stock"]!), processorMs: median(costs["stock"]!) },
    kindred: { passagesPerSecond: median(rates["kindred"]!), processorMs: median(costs["kindred"]!) },
    ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
  };
  if (values.json) say(JSON.stringify(result));
  else {
    say(`${result.machine}, Node ${result.node}, load ${result.load!.toFixed(1)}; ${passages} passages in ${sliceCount} slices, medians`);
    for (const name of ["stock", "kindred"] as const) {
      const { passagesPerSecond, processorMs } = result[name];
      say(`${name.padEnd(8)} ${passagesPerSecond.toFixed(0).padStart(5)} passages/s ${processorMs.toFixed(2).padStart(7)} ms of processor time a passage`);
    }
    say(`ratio    ${result.ratio.median.toFixed(2)} (from ${result.ratio.least.toFixed(2)} to ${result.ratio.most.toFixed(2)})`);
  }
  await kindred.close();
  await extract.dispose();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
