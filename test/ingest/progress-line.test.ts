import { describe, expect, test } from "vitest";
import { createProgressLine } from "../../src/ingest/progress-line.ts";

const progress = { threads: { added: 10, updated: 1, unchanged: 2, quarantined: 0 }, embedded: 40 };

function outputOf(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 60, write: (text: string) => written.push(text) };
}

describe("the progress line", () => {
  test("on a terminal is written over, with rate and time left, within its width", () => {
    const output = outputOf(true);
    createProgressLine(output).show("forum.jsonl", progress, 0.5);
    expect(output.written[0]!.startsWith("\r\u001B[K")).toBe(true);
    expect(output.written[0]).toMatch(/forum\.jsonl: 13 threads, 40 passages, \d+ passages\/s/);
    expect(output.written[0]!.length).toBeLessThanOrEqual(60 + "\r\u001B[K".length);
    const wide = { ...outputOf(true), columns: 200 };
    createProgressLine(wide).show("forum.jsonl", progress, 0.5);
    expect(wide.written[0]).toMatch(/about \d+ s left$/);
  });

  test("elsewhere is plain lines, and without a known size says nothing of the time left", () => {
    const output = outputOf(false);
    createProgressLine(output).show("-", progress);
    expect(output.written).toEqual([expect.stringMatching(/^-: 13 threads, 40 passages, \d+ passages\/s\n$/)]);
  });

  test("also tells of what is only read, or not embedded, at the same pace", () => {
    const output = outputOf(false);
    const line = createProgressLine(output);
    line.note("Posts.xml", "340 MB read (34 %)");
    line.note("Posts.xml", "341 MB read (34 %)");
    expect(output.written).toEqual(["Posts.xml: 340 MB read (34 %)\n"]);
  });

  test("counts what is left from where a share is known, not from the reading before it", () => {
    const output = outputOf(false);
    let seconds = 0;
    const line = createProgressLine(output, () => seconds * 1000);
    seconds = 60;
    line.note("Posts.xml", "1000 MB read (100 %)");
    seconds = 70;
    line.note("Posts.xml", "20000 threads", 0.1);
    seconds = 80;
    line.note("more.jsonl", "2 MB read");
    seconds = 100;
    line.note("more.jsonl", "40000 threads", 0.6);
    expect(output.written).toEqual([
      "Posts.xml: 1000 MB read (100 %)\n",
      "Posts.xml: 20000 threads, about 2 min left\n",
      "more.jsonl: 2 MB read\n",
      "more.jsonl: 40000 threads, about 16 s left\n",
    ]);
  });

  test("a message that stays does not run into the line that is written over", () => {
    const output = outputOf(true);
    const line = createProgressLine(output);
    line.show("forum.jsonl", progress);
    line.say("Finishing the graph.");
    expect(output.written.at(-1)).toBe("\r\u001B[KFinishing the graph.\n");
  });
});
