import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runIngest, startCommand } from "../service/processes.ts";
import { readIndex, type IndexContents } from "./index-contents.ts";
import { FORUM, hasSharedData, WHERE } from "./shared-data.ts";

const KILLS = 20;
/** Every 20th thread of the real forum: all of its sources, long replies included. */
const STEP = 20;

describe.skipIf(!hasSharedData)(`an ingest ended by kill -9, then run again${WHERE}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "kindred-kill-"));
  const file = join(folder, "threads.jsonl");
  let undisturbed: IndexContents;
  let seconds = 0;

  beforeAll(async () => {
    const lines: string[] = [];
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(FORUM) })) if (number++ % STEP === 0) lines.push(line);
    writeFileSync(file, lines.join("\n"));
    const started = performance.now();
    const done = await runIngest(join(folder, "undisturbed"), [file]);
    seconds = (performance.now() - started) / 1000;
    undisturbed = await readIndex(join(folder, "undisturbed"), 7);
    expect(done.threads.added).toBe(lines.length);
    expect(undisturbed.threads).toBe(lines.length);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(`at ${KILLS} random moments: the same threads, passages, vectors and answers as undisturbed`, async () => {
    const moments: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const index = join(folder, `round-${round}`);
      const command = await startCommand("scripts/ingest.ts", ["--json", file], { INDEX_DIR: index });
      // The first fifth is start-up, when there is nothing to lose yet.
      const afterMs = (0.2 + 0.8 * Math.random()) * seconds * 1000;
      await setTimeout(afterMs);
      command.process.kill("SIGKILL");
      const end = await command.ended;
      const again = await runIngest(index, [file]);
      const kept = again.threads.unchanged;
      moments.push(`${(afterMs / 1000).toFixed(2)} s (${end === "SIGKILL" ? `${kept} threads kept` : "it had ended"})`);
      const { log, ...contents } = await readIndex(index, 7);
      const { log: _, ...expected } = undisturbed;
      expect(contents, moments.at(-1)).toEqual(expected);
      expect(log).toEqual([]);
      rmSync(index, { recursive: true });
    }
    process.stdout.write(`An undisturbed ingest took ${seconds.toFixed(1)} s. Killed at: ${moments.join(", ")}\n`);
  });
});
