import { readdirSync, statSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { answerMark, caseOf, writeInventedDump } from "../fakes/invented-dump.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const DUMP_BYTES = 1_000_000_000;
const MOST_MEMORY_BYTES = 300_000_000;

describe("a Stack Exchange dump of 1 GB", () => {
  test("becomes threads with all their answers in less than 300 MB of memory, and shows how far it is", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "Posts.xml");
    const written = await writeInventedDump(file, DUMP_BYTES);
    expect(statSync(file).size).toBeGreaterThan(DUMP_BYTES * 0.99);

    // As it is told to be run: its memory hangs on how npm starts it.
    const child = spawn("npm", ["run", "--silent", "convert", "--", "--json", file], {
      cwd: resolve(import.meta.dirname, "../.."),
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    const ended = once(child, "close");
    const found = { questions: 0, answers: 0, accepted: 0, checksum: 0 };
    const ids = new Set<string>();
    for await (const line of createInterface({ input: child.stdout })) {
      const thread = JSON.parse(line) as { id: string; question: string; replies: { id: string; text: string; accepted?: boolean }[] };
      if (!thread.question.startsWith(caseOf(thread.id))) throw new Error(`thread ${thread.id} has another question`);
      ids.add(thread.id);
      found.questions += 1;
      for (const { id, text, accepted } of thread.replies) {
        if (!text.startsWith(caseOf(id))) throw new Error(`answer ${id} has another text`);
        found.answers += 1;
        found.checksum += answerMark(Number(thread.id), Number(id));
        if (accepted === true) found.accepted += 1;
      }
    }
    expect((await ended)[0], errors).toBe(0);
    expect(found).toEqual(written);
    expect(ids.size).toBe(written.questions);

    const summary = JSON.parse(errors.trim().split("\n").at(-1)!) as { threads: number; unusable: number; seconds: number; peakMemory: number };
    expect(summary).toMatchObject({ threads: written.questions, unusable: 0 });
    expect(summary.peakMemory).toBeLessThan(MOST_MEMORY_BYTES);
    expect(errors).toMatch(/Posts\.xml: \d+ MB read \([1-9]\d* %\)/);
    expect(errors).toMatch(/Posts\.xml: \d+ threads, about \d+ (?:s|min) left/);
    expect(readdirSync(folder).filter((name) => name.startsWith("kindred"))).toEqual([]);
    const speed = (DUMP_BYTES / 1_000_000 / summary.seconds).toFixed(1);
    process.stdout.write(`1 GB in ${summary.seconds} s (${speed} MB/s), ${Math.round(summary.peakMemory / 1_000_000)} MB of memory at most.\n`);
  });
});
