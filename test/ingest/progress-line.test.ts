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

  test("a message that stays does not run into the line that is written over", () => {
    const output = outputOf(true);
    const line = createProgressLine(output);
    line.show("forum.jsonl", progress);
    line.say("Finishing the graph.");
    expect(output.written.at(-1)).toBe("\r\u001B[KFinishing the graph.\n");
  });
});
