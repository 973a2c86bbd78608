import { assemble } from "../../../src/compose.ts";
import { createForumBackground } from "../../../src/duplicates/background.ts";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import { createDuplicateFinder } from "../../../src/duplicates/finder.ts";
import { normalForm } from "../../../src/duplicates/normal-form.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { plantCopies } from "../../../src/evaluation/duplicates/labelled-forums.ts";
import { decimal, textTable } from "../../../src/evaluation/text-table.ts";
import { Thread } from "../../../src/forum/thread.ts";

const PLANTED = 500;
const CUTS = [DUPLICATE_CUTS.floor, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99];

/**
 * All pairs of an index, how long they take, and which of them are planted copies.
 * Copies are of threads of which nothing in the index is a copy already: what else is found with one is counted as wrong.
 */
export async function measurePlantedCopies(directory: string, embedder: Embedder, seed: number, say: (line?: string) => void): Promise<void> {
  const forum = assemble(directory, embedder, say);
  const { index, reader, feed, follower, ingest } = forum;
  await follower.start();
  await follower.settled();
  const before = process.memoryUsage().rss;
  const finder = createDuplicateFinder({ feed, index, reader, sequence: () => follower.sequence(), background: createForumBackground(index, embedder.fingerprint), log: say });
  const longest = watchLoop();
  const processor = process.cpuUsage();
  const started = performance.now();
  finder.begin();
  await finder.settled();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  say(`${index.threadCount} threads: ${finder.pairs().length} pairs from ${DUPLICATE_CUTS.floor} on, ${finder.pairs().filter(({ exact }) => exact).length} exact, in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time); event loop held ${longest().toFixed(1)} ms at most; ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB more`);
  say(`From ${CUTS.map((cut) => `${cut}: ${finder.pairs().filter(({ score }) => score >= cut).length} pairs, ${finder.clusters(cut).clusters.length} clusters`).join("; ")}`);

  const all = index.threads().toSorted((left, right) => (left.id < right.id ? -1 : 1)).map(({ key }) => reader.threadsByKey([key]).get(key)!);
  const forms = new Map<string, number>();
  for (const thread of all) forms.set(formOf(thread), (forms.get(formOf(thread)) ?? 0) + 1);
  const once = all.filter((thread) => forms.get(formOf(thread)) === 1);
  const copies = plantCopies(once.map(({ title, question, id }) => Thread.parse({ id, title, question })), PLANTED, seed);
  const waits: number[] = [];
  for (const { copy } of copies) {
    const written = performance.now();
    await ingest.put(copy);
    finder.begin();
    await finder.settled();
    waits.push(performance.now() - written);
  }
  waits.sort((left, right) => left - right);
  say(`${copies.length} copies, one after another: pairs of each after ${waits[waits.length >> 1]!.toFixed(0)} ms (median), ${waits.at(-1)!.toFixed(0)} ms at most; event loop held ${longest().toFixed(1)} ms at most`);
  const originals = new Map(copies.map(({ copy, original }) => [copy.id, original.id]));
  const rows = CUTS.map((cut) => {
    const shown = finder.pairs().filter(({ left, right, score }) => score >= cut && (originals.has(left.id) || originals.has(right.id)));
    const right = shown.filter((pair) => originals.get(pair.right.id) === pair.left.id || originals.get(pair.left.id) === pair.right.id).length;
    return [decimal(cut), String(shown.length), decimal(right / shown.length), decimal(right / copies.length)];
  });
  for (const line of textTable([["score from", "pairs of copies", "precision", "recall"], ...rows])) say(line);
  const exact = copies.filter(({ copy }) => finder.pairsOf(index.thread(copy.id)!.key).some((pair) => pair.exact)).length;
  say(`${exact} of the copies are exact after normalising`);
  const texts = new Map([...all, ...copies.map(({ copy }) => copy)].map((thread) => [thread.id, `${thread.title ?? ""} ${thread.question}`.trim()]));
  say("Wrong from .9 on, and planted pairs below it:");
  for (const { left, right, score } of finder.pairs()) {
    if (score >= 0.9 && originals.has(right.id) && originals.get(right.id) !== left.id) say(`  ${decimal(score)} ${texts.get(left.id)!.slice(0, 100)} | ${texts.get(right.id)!.slice(0, 100)}`);
  }
  for (const { copy, original } of copies) {
    const score = finder.pairsOf(index.thread(copy.id)!.key).find(({ left, right }) => left.id === original.id || right.id === original.id)?.score ?? 0;
    if (score < 0.9) say(`  ${decimal(score)} ${original.question.slice(0, 100)} | ${copy.question.slice(0, 100)}`);
  }
  await finder.stop();
  await follower.stop();
  forum.database.close();
}

const formOf = (thread: Pick<Thread, "id" | "title" | "question">) => normalForm(thread) ?? thread.id;

/** @returns the longest that the event loop was held since the last call, in milliseconds */
function watchLoop(): () => number {
  let [last, most] = [performance.now(), 0];
  const turn = () => {
    const now = performance.now();
    most = Math.max(most, now - last);
    last = now;
    setImmediate(turn).unref();
  };
  setImmediate(turn).unref();
  return () => {
    const result = most;
    most = 0;
    return result;
  };
}
