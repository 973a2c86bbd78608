import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CuratedTopic } from "../../src/forum/curated-topic.ts";
import { KindredError } from "../../src/forum/errors.ts";
import { openTopicsFile, parseTopicLine } from "../../src/sources/topics-file.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { all, chunked } from "./reading.ts";

function admit(topic: object) {
  const line = parseTopicLine(JSON.stringify({ name: "Knee Pain", ...topic }), 7);
  if (line.kind !== "topic") throw new Error(`unusable: ${line.reason}`);
  return line;
}

function reasonOf(value: unknown): string {
  const line = parseTopicLine(typeof value === "string" ? value : JSON.stringify(value), 7);
  if (line.kind !== "unusable") throw new Error("the line was admitted");
  return line.reason;
}

describe("a topic", () => {
  it("needs no more than a name", () => {
    expect(admit({})).toEqual({ kind: "topic", line: 7, topic: { name: "Knee Pain", aliases: [], hidden: false }, warnings: [] });
  });
  it("keeps all that it may have", () => {
    const whole = { name: "Knee Pain", department: "Orthopedics", aliases: ["Gonalgia", "Sore knees"], url: "/faq/knees", hidden: true };
    expect(admit(whole)).toMatchObject({ topic: whole, warnings: [] });
  });
  it("takes null and blank for absent", () => {
    const { topic, warnings } = admit({ department: " ", aliases: null, url: "", hidden: null });
    expect([topic, warnings]).toEqual([{ name: "Knee Pain", aliases: [], hidden: false }, []]);
  });
  it("has its names on one line", () => {
    expect(admit({ name: " Knee\n Pain ", aliases: ["Sore \t knees"] }).topic).toMatchObject({ name: "Knee Pain", aliases: ["Sore knees"] });
  });
  it("loses aliases that are blank, null, its own name or there before, in any letter case", () => {
    const { topic, warnings } = admit({ aliases: ["", null, " \u200B", "knee  pain", "Gonalgia", "GONALGIA", "Gonalgia ", "Sore knees", "Knee-Pain"] });
    expect([topic.aliases, warnings]).toEqual([["Gonalgia", "Sore knees"], []]);
  });
  it("keeps aliases apart that differ in more than letter case", () => {
    expect(admit({ aliases: ["膝痛", "膝盖痛", "C", "C++"] }).topic.aliases).toEqual(["膝痛", "膝盖痛", "C", "C++"]);
  });
  it("may have a hundred aliases once duplicates are gone", () => {
    expect(admit({ aliases: Array.from({ length: 500 }, (_, place) => `a${place % 100}`) }).topic.aliases).toHaveLength(100);
  });
  it("loses an unsafe link, with a warning", () => {
    const { topic, warnings } = admit({ url: "javascript:alert(1)" });
    expect([topic.url, warnings]).toEqual([undefined, ["url left out: it must start with http://, https:// or a single /"]]);
  });
  it("loses unknown keys, with one warning that names them; keys that aim at prototypes reach nothing", () => {
    const line = parseTopicLine('{"name":"Knee","id":5,"note":"x","__proto__":{"hidden":true}}', 1);
    expect(line).toMatchObject({ topic: { name: "Knee", hidden: false }, warnings: ["unknown keys left out: id, note, __proto__"] });
  });
});

describe("a line that is no topic", () => {
  it.each([
    ["no name", { department: "a" }, "name is missing"],
    ["a null name", { name: null }, "name is missing"],
    ["a blank name", { name: " \u200B" }, "name is empty"],
    ["a name that is no text", { name: 5 }, "name must be text"],
    ["too long a name", { name: "n".repeat(301) }, "name is longer than 300 characters"],
    ["half a surrogate pair", { name: "a \ud800" }, "name holds a null byte or half of a surrogate pair: send well-formed text"],
    ["a department that is no text", { name: "a", department: ["b"] }, "department must be text"],
    ["aliases that are no list", { name: "a", aliases: "b" }, "aliases must be a list"],
    ["an alias that is no text", { name: "a", aliases: [" ", "b", 5] }, "aliases[2] must be text"],
    ["too many aliases", { name: "a", aliases: Array.from({ length: 101 }, (_, place) => `a${place}`) }, "aliases has more than 100 entries"],
    ["a link that is no text", { name: "a", url: 5 }, "url must be text"],
    ["hidden that is neither true nor false", { name: "a", hidden: "yes" }, "hidden must be true or false"],
    ["hidden that is blank", { name: "a", hidden: "" }, "hidden must be true or false"],
    ["hidden in capitals, which would be shown", { name: "a", Hidden: true }, 'hidden must be written in small letters, not as "Hidden"'],
    ["hidden as threads are, which would be shown", { name: "a", visibility: "private" }, "visibility is for threads: a topic has hidden, true or false"],
  ])("says why: %s", (_, value, reason) => {
    expect(reasonOf(value)).toBe(reason);
  });
  it.each(["[]", "null", "5", '"text"', "[{}]"])("is not an object: %s", (line) => {
    expect(reasonOf(line)).toBe("is not an object: each topic is one {…} with a name");
  });
  it("is told that a topic stands on one line", () => {
    expect(reasonOf('{"name": "a",')).toBe("is not valid JSON: a whole topic must stand on one line");
  });
  it("never throws, and admits only what the schema admits", () => {
    const keys = fc.constantFrom(...Object.keys(CuratedTopic.shape), "__proto__", "Hidden");
    const value = fc.oneof(fc.jsonValue(), fc.array(fc.string()), fc.string());
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.dictionary(keys, value).map((one) => JSON.stringify({ name: "n", ...one }))), (text) => {
      const line = parseTopicLine(text, 3);
      if (line.kind === "topic") expect(CuratedTopic.parse(line.topic)).toEqual(line.topic);
      else expect(line.reason).not.toBe("");
    }), { numRuns: 500 });
  });
});

describe("a file of topics", () => {
  const lines = `{"name":"a"}\n\nbroken\n{"name":"b","hidden":true}\n`;
  const read = (data: string | Uint8Array) => all(openTopicsFile("-", { standardInput: chunked(data, 5) }));

  it("gives each line that is not blank, with its number, past lines that cannot be used", async () => {
    const found = await read(lines);
    expect(found.map((line) => [line.line, line.kind])).toEqual([[1, "topic"], [3, "unusable"], [4, "topic"]]);
    expect(found[1]).toMatchObject({ content: "broken", reason: expect.stringMatching(/^is not valid JSON/) });
  });
  it("is read gzipped as well, whatever its name", async () => {
    const path = join(temporaryFolder(), "topics.txt");
    await writeFile(path, gzipSync(lines));
    expect(await all(openTopicsFile(path))).toEqual(await read(lines));
  });
  it("gives the lines before a gzip breaks off, then the error", async () => {
    const packed = gzipSync(Array.from({ length: 200 }, (_, place) => `{"name":"n${Math.sin(place)}"}\n`).join(""));
    const seen: unknown[] = [];
    await expect(async () => {
      for await (const line of openTopicsFile("-", { standardInput: chunked(packed.subarray(0, packed.length - 8)) })) seen.push(line);
    }).rejects.toThrow("standard input breaks off: its gzip data is damaged or incomplete");
    expect(seen.length).toBeGreaterThan(100);
  });
  it.each([
    ["a reference page", "Squeaky hinges\n\nShare to:\nMore Info\n", "standard input holds threads, not topics"],
    ["what is not text", Buffer.alloc(5_000, 1), "standard input is not text"],
    ["a missing file", undefined, "none.jsonl does not exist"],
  ])("is refused with a remedy: %s", async (_, data, message) => {
    const reading = data === undefined ? all(openTopicsFile("none.jsonl")) : read(data);
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KindredError);
    expect(error).toMatchObject({ code: "input_unreadable", message });
    expect((error as KindredError).remedy).toMatch(/topics as JSON Lines|Check the path/);
  });
});
