import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assemble } from "../../../src/compose.ts";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { plantAndFind } from "../../../src/evaluation/duplicates/planted-copies.ts";
import { decimal, textTable } from "../../../src/evaluation/text-table.ts";

const PLANTED = 500;
const CUTS = [DUPLICATE_CUTS.floor, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99];

/** All pairs of an index, how long they take, and which of them are planted copies. */
export async function measurePlantedCopies(directory: string, embedder: Embedder, seed: number, say: (line?: string) => void): Promise<void> {
  const forum = assemble(directory, embedder, say);
  const { index, follower, finder } = forum;
  await follower.start();
  await follower.settled();
  const [before, peakBefore] = [heldMemory(), process.resourceUsage().maxRSS];
  const held = watchLoop();
  const processor = process.cpuUsage();
  const started = performance.now();
  finder.begin();
  await finder.settled();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const [more, higher] = [heldMemory() - before, (process.resourceUsage().maxRSS - peakBefore) * 1_024];
  say(
    `${index.threadCount} threads: ${finder.pairs().length} pairs from ${DUPLICATE_CUTS.floor} on, ${finder.pairs().filter(({ exact }) => exact).length} exact, in ${seconds.toFixed(1)} s ` +
      `(${((user + system) / 1e6).toFixed(1)} s of processor time); event loop held ${held()} (99th percentile / most); ${(more / 1e6).toFixed(0)} MB more held, peak of the process ${(higher / 1e6).toFixed(0)} MB higher`,
  );
  say(`From ${CUTS.map((cut) => `${cut}: ${finder.pairs().filter(({ score }) => score >= cut).length} pairs, ${finder.clusters(cut).clusters.length} clusters`).join("; ")}`);
  held();
  const planted = await plantAndFind(forum, PLANTED, seed);
  const waits = planted.waits.toSorted((left, right) => left - right);
  say(`${PLANTED} copies, one after another: pairs of each after ${waits[waits.length >> 1]!.toFixed(0)} ms (median), ${waits.at(-1)!.toFixed(0)} ms at most; event loop held ${held()}`);
  const rows = CUTS.map((cut) => {
    const { shown, right } = planted.at(cut);
    return [decimal(cut), String(shown.length), decimal(right.length / shown.length), decimal(right.length / PLANTED)];
  });
  for (const line of textTable([["score from", "pairs of copies", "precision", "recall"], ...rows])) say(line);
  say(`${planted.at(DUPLICATE_CUTS.floor).right.filter(({ exact }) => exact).length} of the copies are exact after normalising`);
  await follower.stop();
  forum.database.close();
}

/** Bytes in use, once what is not has been collected. */
function heldMemory(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** @returns how long the event loop was held since the last call, in words */
function watchLoop(): () => string {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  return () => {
    const told = `${(histogram.percentile(99) / 1e6).toFixed(1)} / ${(histogram.max / 1e6).toFixed(1)} ms`;
    histogram.reset();
    return told;
  };
}
