import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { MiningSummary } from "../../src/topics/topic-mining.ts";
import type { TopicReview } from "../../src/topics/topic-review.ts";
import { inventedForum, threadsAbout } from "../fakes/invented-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand } from "./processes.ts";

type Summary = MiningSummary & { readonly given: { added: number; updated: number; unchanged: number }; readonly seconds: number };

const jsonLines = (records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");

/** Runs the command to its end. */
async function runTopics(folder: string, parameters: readonly string[] = []) {
  const command = await startCommand("scripts/topics.ts", parameters, { INDEX_DIR: folder });
  const end = await command.ended;
  return { end, output: command.stdout(), errors: command.stderr() };
}

/** The object on the last line of a run that must end well. */
async function mine(folder: string, files: readonly string[] = []): Promise<Summary> {
  const { end, output, errors } = await runTopics(folder, ["--json", ...files]);
  expect(end, errors).toBe(0);
  expect(output.trim().split("\n")).toHaveLength(1);
  return JSON.parse(output) as Summary;
}

async function indexOf(threads: readonly unknown[]): Promise<string> {
  const folder = temporaryFolder();
  await runIngest(folder, ["-"], jsonLines(threads));
  return folder;
}

describe("the topics command", () => {
  test("mines an index, tells in words what it found, and says of a second run that nothing changed", async () => {
    const folder = await indexOf(inventedForum);
    const first = await runTopics(folder);
    expect(first).toMatchObject({ end: 0 });
    expect(first.output).toMatch(/^added: Tennis Elbow \(Orthopedics\)\nadded: Knee Replacement \(Orthopedics\)\n/);
    expect(first.output).toMatch(/\n8 topics: 8 added, 0 renamed, 0 merged, 0 split, 0 dropped, 0 kept\.\n\d\d of 67 threads are in one \([\d.]+ %\); \d+ fit nowhere\.\n[\d.]+ s\.\n$/);
    expect(first.errors).toContain("Orthopedics: 3 topics");
    const second = await runTopics(folder);
    expect(second.output).toMatch(/^8 topics: 0 added, .* 8 kept\. Nothing changed\.\n/);
    // Nothing that anybody asked is told.
    for (const { question } of inventedForum) expect(first.output + first.errors + second.output + second.errors).not.toContain(question.slice(0, 25));
  });

  test("with --json gives all of it as one object on one line", async () => {
    const summary = await mine(await indexOf(inventedForum));
    expect(summary).toMatchObject({ given: { added: 0, updated: 0, unchanged: 0 }, topics: 8, changed: true, threads: { total: 67 }, renamed: [], merged: [], split: [], dropped: [], kept: 0 });
    expect(summary.added).toContainEqual({ id: "tennis-elbow.orthopedics", name: "Tennis Elbow", department: "Orthopedics" });
    expect(summary.seconds).toBeGreaterThanOrEqual(0);
  });

  test("takes topics from files first, puts lines it cannot use aside with line and reason, and takes the files again without a change", async () => {
    const folder = await indexOf([...threadsAbout("tennis elbow"), ...threadsAbout("knee replacement")]);
    const file = join(folder, "topics.jsonl");
    writeFileSync(file, [
      JSON.stringify({ name: "Lateral Epicondylitis", department: "Orthopedics", aliases: ["Tennis Elbow"], url: "/faq/elbow" }),
      "not json",
      JSON.stringify({ department: "Orthopedics" }),
      JSON.stringify({ name: "Knee Replacement", department: "Orthopedics", hidden: true }),
    ].join("\n"));
    const first = await runTopics(folder, [file]);
    expect(first.end).toBe(0);
    expect(first.output).toMatch(/^From files: 2 topics added, 0 updated, 0 unchanged\.\n/);
    expect(first.output).not.toMatch(/Tennis Elbow|added:/);
    const [name] = readdirSync(join(folder, "quarantine"));
    expect(first.errors).toContain(join(folder, "quarantine", name!));
    const kept = readFileSync(join(folder, "quarantine", name!), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    expect(kept).toEqual([
      expect.objectContaining({ source: file, line: 2, content: "not json", reason: expect.stringMatching(/.{5}/) }),
      expect.objectContaining({ source: file, line: 3, reason: expect.stringMatching(/name/) }),
    ]);
    const again = await mine(folder, [file]);
    expect(again).toMatchObject({ given: { added: 0, updated: 0, unchanged: 2 }, added: [], changed: false });
  });

  test("says what it did not know of a line and takes the rest", async () => {
    const folder = await indexOf([]);
    const file = join(folder, "topics.jsonl");
    writeFileSync(file, JSON.stringify({ name: "Gout", colour: "red" }));
    const { end, output, errors } = await runTopics(folder, [file]);
    expect(end).toBe(0);
    expect(errors).toMatch(/topics\.jsonl, line 1: .*colour/);
    expect(output).toMatch(/^From files: 1 topics added/);
    expect(existsSync(join(folder, "quarantine"))).toBe(false);
  });

  test("with a file that is not there ends with 1, says which and what to do, and mines nothing", async () => {
    const folder = await indexOf([...threadsAbout("tennis elbow"), ...threadsAbout("knee replacement")]);
    const { end, output, errors } = await runTopics(folder, [join(folder, "absent.jsonl")]);
    expect(end).toBe(1);
    expect(output).toBe("");
    expect(errors).toMatch(/absent\.jsonl does not exist/);
    expect(errors.trim().split("\n").length).toBeGreaterThan(1);
    expect(errors).not.toMatch(/ at .*\.ts/);
    expect((await mine(folder)).added).toHaveLength(2);
  });

  test("with --review shows the largest topics and as many others, each with the threads in the middle of it, before the summary", async () => {
    const folder = await indexOf(inventedForum);
    const { end, output, errors } = await runTopics(folder, ["--review", "3"]);
    expect(end, errors).toBe(0);
    const topics = "(\\S.* \\(\\w+\\), \\d+ threads\\n( {4}\\S.*\\n){5}){3}";
    expect(output).toMatch(new RegExp(`^The 3 largest topics\\n${topics}\\n3 others\\n${topics}\\n?added: Tennis Elbow \\(Orthopedics\\)\\n`));
    expect(output).toMatch(/\n8 topics: 8 added/);
    // Whoever asks for a review wants to read what was asked; nobody else does.
    const { review, ...rest } = JSON.parse((await runTopics(folder, ["--json", "--review", "4"])).output) as Summary & { review: TopicReview };
    expect(rest).toMatchObject({ topics: 8, changed: false });
    expect([review.largest.length, review.drawn.length]).toEqual([4, 4]);
    expect(new Set([...review.largest, ...review.drawn].map(({ id }) => id)).size).toBe(8);
    for (const topic of [...review.largest, ...review.drawn]) {
      expect(topic.threadCount).toBeGreaterThanOrEqual(5);
      expect(topic.threads).toHaveLength(5);
      expect(topic.threads.join(" ").toLowerCase()).toContain(topic.name.toLowerCase());
    }
    expect(await mine(folder)).not.toHaveProperty("review");
  });

  test.each(["0", "-1", "3.5", "many", "10000", ""])("with --review %j ends with 1, says what it takes, and makes no index", async (wrong) => {
    const folder = temporaryFolder();
    const { end, output, errors } = await runTopics(folder, [`--review=${wrong}`]);
    expect(end).toBe(1);
    expect(output).toBe("");
    expect(errors).toMatch(/--review takes a whole number, not ".*"[^]*1 to 9999/);
    expect(errors).not.toMatch(/ at .*\.ts/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("with an option it does not know ends with 2 and says how it is used; --help says so too and is no error", async () => {
    const folder = temporaryFolder();
    const wrong = await runTopics(folder, ["--fast"]);
    expect(wrong.end).toBe(2);
    expect(wrong.errors).toMatch(/--fast[^]*Usage: npm run topics/);
    expect(wrong.output).toBe("");
    const help = await runTopics(folder, ["--help"]);
    expect(help.end).toBe(0);
    expect(help.output).toMatch(/^Usage: npm run topics/);
    // Neither made an index.
    expect(readdirSync(folder)).toEqual([]);
  });

  test("on an empty index says that there is nothing in it, and that is no error", async () => {
    const { end, output } = await runTopics(temporaryFolder());
    expect(end).toBe(0);
    expect(output).toMatch(/^0 topics: .*Nothing changed\.\n0 of 0 threads are in one/);
  });
});
