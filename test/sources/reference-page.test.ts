import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSource } from "../../src/sources/open-source.ts";
import { readReferencePages } from "../../src/sources/reference-page/read-pages.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const page = await readFile(join(import.meta.dirname, "fixtures/tin-robots.txt"), "utf8");
const seed = join(import.meta.dirname, "../../../shared/seed/000_9f5f1e5751996663.txt");
const read = (text: string | Uint8Array, size?: number) => all(readReferencePages(chunked(text, size), { longestLineBytes: 100_000 }));

function without(...parts: (string | RegExp)[]): string {
  return parts.reduce<string>((text, part) => {
    const shorter = text.replace(part, "");
    expect(shorter).not.toBe(text);
    return shorter;
  }, page);
}

describe("a page of the forum, as text", () => {
  it("gives the thread that it is about, whole", async () => {
    const [asked] = await read(page);
    expect(asked).toEqual({
      kind: "thread",
      line: 1,
      warnings: [],
      thread: {
        id: expect.stringMatching(/^squeaky-knee-hinges-oil-or-rust-[0-9a-f]{8}$/),
        title: "Squeaky Knee Hinges: Oil or Rust",
        department: "Joint Workshop",
        tags: [],
        visibility: "public",
        question:
          "My tin knee squeaks?\n\nHello Cog.\nMaker, my left knee hinge has squeaked since the moon fair - every step, in fact.\nI got no reply from Cog. Sprocket last week.\n\nIt is worse in the rain.",
        asker: { name: "Bolty", age: "7~9", sex: "tin robot" },
        askedAt: "2031-02-03",
        replies: [
          { author: "Cog. Ada Gearwright", department: "Joint Workshop", text: "Use one drop of whale-free oil.\n\nThen dance slowly.", repliedAt: "2031-02-04" },
          { author: "Cog. Tom Ratchet", department: "Rust and Paint", text: "Dry the hinge first.", repliedAt: "2031-02-05" },
        ],
        moreInfo: "Squeaks come from dry metal.\n\nWhat to try\n1. Oil it.\n\n2. Dry it.",
        topics: [
          { name: "Knee Squeak", department: "Joint Workshop" },
          { name: "Rust (Red)", department: "Rust and Paint" },
          { name: "Knee Squeak", department: "Rust and Paint" },
        ],
      },
    });
  });
  it("gives each similar thread with the line it starts on, and says where only the beginning is there", async () => {
    const [, cut, whole] = await read(page);
    expect(cut).toMatchObject({
      line: 45,
      isExcerpt: true,
      thread: {
        title: "My Elbow Rattles in the Wind: Is It Loose?",
        department: "Loose Parts",
        question: expect.stringMatching(/^Dear Cog\. Nut, .* the nei\.\.\.$/),
        replies: [{ author: "Cog. Nut Washer", department: "Loose Parts", text: expect.stringMatching(/^Tighten .* behi\.\.\.$/) }],
      },
    });
    expect(whole).toMatchObject({ warnings: [], thread: { question: "It peels.", replies: [{ text: "Sand it, then paint it." }] } });
  });
  it("reads the same with CRLF, with a byte order mark, with more blank lines, in chunks of any size", async () => {
    const expected = threadsOf(await read(page));
    expect(threadsOf(await read(page.replaceAll("\n", "\r\n")))).toEqual(expected);
    expect(threadsOf(await read(`\uFEFF\n\n${page}`))).toEqual(expected);
    expect(threadsOf(await read(page.replaceAll("\n\n", "\n \n\t\n\n")))).toEqual(expected);
    for (const size of [1, 3, 64]) expect(threadsOf(await read(page, size))).toEqual(expected);
  });
  it("reads an excerpt though its lines are broken", async () => {
    const expected = threadsOf(await read(page));
    expect(threadsOf(await read(page.replace("whenever the wind", "whenever\nthe wind").replace("quarter turn and", "quarter turn\nand")))).toEqual(expected);
  });
});

describe("a page with parts missing", () => {
  const noRelated = /Related FAQ[\s\S]*$/;
  const noSimilar = /Similar Q&A[\s\S]*(?=Related FAQ)/;
  it.each([
    ["topics", noRelated, 3],
    ["similar threads", noSimilar, 1],
    ["More Info", /More Info[\s\S]*(?=Similar Q&A)/, 3],
    ["replies", /Cog\. Ada Gearwright reply[\s\S]*(?=More Info)/, 3],
    ["the asker", "Bolty, 7~9 year old tin robot. ", 3],
    ["the Share to: line", "Share to:\n", 3],
    ["the line of asker and date", /Bolty.*\n/, 3],
    ["the dates of the replies", /Reply Date.*\n/g, 3],
    ["the newline at the end", /\n$/, 3],
    ["a [Read More] line", "[Read More] My Elbow Rattles in the Wind: Is It Loose?\n", 3],
    ["the last [Read More] line", "[Read More] Paint Peels off My Nose\n", 3],
  ])("does without %s", async (_, part, threads) => {
    const records = await read(without(part));
    expect(unusableOf(records)).toEqual([]);
    expect(threadsOf(records)).toHaveLength(threads);
  });
  it("keeps replies apart where their dates are missing", async () => {
    const [asked] = threadsOf(await read(without(/Reply Date.*\n/g)));
    expect(asked!.replies.map((reply) => reply.text)).toEqual(["Use one drop of whale-free oil.\n\nThen dance slowly.", "Dry the hinge first."]);
  });
  it("finds the end of the question where asker and date are missing", async () => {
    const [asked] = threadsOf(await read(without(/Bolty.*\n/)));
    expect(asked!.question).toMatch(/in the rain\.$/);
    expect(asked!.replies).toHaveLength(2);
  });
  it("gives the similar threads of a page that holds nothing else", async () => {
    const records = await read(without(/^[\s\S]*(?=Similar Q&A)/, noRelated));
    expect(threadsOf(records)).toHaveLength(2);
    expect(unusableOf(records)).toEqual([]);
  });
  it("takes the department of the first reply where the heading names none", async () => {
    expect(threadsOf(await read(without(" - Joint Workshop")))[0]).toMatchObject({ title: "Squeaky Knee Hinges: Oil or Rust", department: "Joint Workshop" });
  });
  it("takes the last dash of a heading for the one before the department", async () => {
    expect(threadsOf(await read(page.replace("Hinges: Oil", "Hinges - Oil")))[0]).toMatchObject({ title: "Squeaky Knee Hinges - Oil or Rust", department: "Joint Workshop" });
  });
});

describe("the asker", () => {
  it.each([
    ["Bolty, 30~39 year old female. Ask Date: 2031/02/03", { name: "Bolty", age: "30~39", sex: "female" }],
    ["Bolty, Jr., 5 years old male. Ask Date: 2031/02/03", { name: "Bolty, Jr.", age: "5", sex: "male" }],
    ["Bolty, female. Ask Date: 2031/02/03", { name: "Bolty", sex: "female" }],
    ["Bolty, 40-49 year old. Ask Date: 2031/02/03", { name: "Bolty", age: "40-49" }],
    ["30~39 year old female. Ask Date: 2031/02/03", { age: "30~39", sex: "female" }],
    ["Bolty, Senior. Ask Date: 2031/02/03", { name: "Bolty, Senior" }],
    ["Bolty. Ask Date: 2031/02/03", { name: "Bolty" }],
    ["Ask Date: 2031/02/03", undefined],
  ])("%s", async (line, asker) => {
    expect(threadsOf(await read(page.replace(/Bolty.*/, line)))[0]).toMatchObject({ askedAt: "2031-02-03", ...(asker && { asker }) });
    expect(threadsOf(await read(page.replace(/Bolty.*/, line)))[0]!.asker).toEqual(asker);
  });
  it("leaves out a date that is none, with a warning", async () => {
    const [asked] = await read(page.replace("2031/02/03", "2031/02/31").replace("2031/2/5", "soon"));
    expect(asked).toMatchObject({ kind: "thread", warnings: ["the Ask Date left out: it is not a date like 2017/04/22", "a Reply Date left out: it is not a date like 2017/04/22"] });
  });
});

describe("a block that cannot be used is reported by its line, and the rest goes on", () => {
  it.each([
    ["another title under [Read More]", "[Read More] Paint Peels off My Nose", "[Read More] Quite Another", 56, /another title/],
    ["no reply line in a similar thread", "Cog. Nut Washer reply Loose Parts\n", "", 45, /no "… reply …" line/],
    ["two reply lines in a similar thread", "It peels.\n", "It peels.\n\nCog. Nut Washer reply Loose Parts\nNo.\n", 56, /more than one "… reply …" line/],
    ["no question in a similar thread", "It peels.\n", "", 56, /^question is empty$/],
    ["a topic without department", "(Joint Workshop)\n", "", 69, /is no topic/],
    ["a department without topic", "Rust (Red)\n", "", 74, /is no topic/],
    ["a reply without its line", "Cog. Tom Ratchet reply Rust and Paint\n\n\nDry", "Dry", 25, /without a "… reply …" line/],
  ])("%s", async (_, part, instead, line, reason) => {
    const records = await read(page.replace(part, instead));
    expect(unusableOf(records)).toMatchObject([{ line, reason: expect.stringMatching(reason) }]);
    expect(unusableOf(records)[0]!.content).not.toBe("");
    expect(threadsOf(records).length).toBeGreaterThanOrEqual(2);
    expect(records.map((record) => record.line)).toEqual(records.map((record) => record.line).toSorted((one, other) => one - other));
  });
  it("a page without a question", async () => {
    const records = await read(without(/My tin knee[\s\S]*(?=Bolty)/));
    expect(unusableOf(records)).toMatchObject([{ line: 1, reason: "question is empty" }]);
    expect(threadsOf(records)).toHaveLength(2);
  });
  it("a page without a heading", async () => {
    const records = await read(without(/^.*\n/));
    expect(unusableOf(records)[0]).toMatchObject({ reason: "the page has no heading" });
    expect(threadsOf(records)).toHaveLength(2);
  });
  it("topics without the thread that they belong to", async () => {
    const records = await read(without(/^[\s\S]*(?=Similar Q&A)/));
    expect(unusableOf(records)).toMatchObject([{ reason: "topics without the thread that they belong to" }]);
  });
  it("invalid UTF-8: half a sentence of advice is worse than none", async () => {
    const bytes = Buffer.from(page);
    bytes[bytes.indexOf("It peels")] = 0xff;
    const records = await read(bytes);
    expect(unusableOf(records)).toMatchObject([{ line: 58, reason: expect.stringMatching(/^is not valid UTF-8/) }]);
    expect(threadsOf(records)).toHaveLength(2);
  });
});

it("reads several pages one after the other", async () => {
  const records = await read(`${page}\n${page.replace("Squeaky", "Creaky")}`);
  expect(unusableOf(records)).toEqual([]);
  expect(threadsOf(records).map((thread) => thread.title?.slice(0, 6))).toEqual(["Squeak", "My Elb", "Paint ", "Creaky", "My Elb", "Paint "]);
  expect(records[3]!.line).toBe(81);
});
it("skips a page of endless text and reads the next", async () => {
  const records = await read(`Endless\nShare to:\n${`${"word ".repeat(2_000)}\n`.repeat(500)}${page}`);
  expect(unusableOf(records)).toMatchObject([{ line: 1, reason: "is a page longer than 4000000 characters" }]);
  expect(unusableOf(records)[0]!.content.length).toBeLessThan(9_000);
  expect(threadsOf(records)).toHaveLength(3);
});
it("gives a thread the same id on every page, and threads of equal slugs different ids", async () => {
  const ids = threadsOf(await read(`${page}\n${page}`)).map((thread) => thread.id);
  expect(new Set(ids).size).toBe(3);
  const [one] = threadsOf(await read(page.replace("Squeaky Knee Hinges: Oil", "Squeaky Knee Hinges; Oil")));
  expect(one!.id.slice(0, -8)).toBe(ids[0]!.slice(0, -8));
  expect(one!.id).not.toBe(ids[0]);
});
it("never throws, whatever lines a page is made of", async () => {
  const lines = fc.constantFrom("", ...page.split("\n"), "(x)", "A reply B", "Ask Date:", "Reply Date: x", "[Read More]", "x ".repeat(300));
  await fc.assert(fc.asyncProperty(fc.array(lines, { maxLength: 60 }), async (chosen) => {
    for (const record of await read(chosen.join("\n"))) {
      expect(record.line).toBeGreaterThan(0);
      expect(record.line).toBeLessThanOrEqual(Math.max(1, chosen.length));
    }
  }), { numRuns: 300 });
});
it("reads a page of a million lines in good time", async () => {
  const started = performance.now();
  await read(`${page}${"x\n".repeat(1_000_000)}`);
  await read(`Title\nShare to:\n${"\n".repeat(1_000_000)}Similar Q&A\n${"\n".repeat(1_000_000)}`);
  expect(performance.now() - started).toBeLessThan(20_000);
});

it.skipIf(!existsSync(seed))(`reads the real reference page${existsSync(seed) ? "" : `: skipped, ${seed} is not here`}`, async () => {
  const records = await all(openSource(seed));
  expect(unusableOf(records)).toEqual([]);
  expect(records.map((record) => record.line)).toEqual([1, 72, 83, 94, 105]);
  const [asked, ...similar] = threadsOf(records);
  expect(asked).toMatchObject({
    title: "Persistent Upper Left Back Pain: Causes and Solutions",
    department: "Family Medicine",
    question: expect.stringMatching(/^Pain in the upper left back\?\n\nHello Dr\.\nWu, I would[\s\S]*Thank you!$/),
    asker: { name: "Niming", age: "30~39", sex: "female" },
    askedAt: "2017-04-22",
    replies: [{ author: "Dr. Wu Fangcan", department: "Family Medicine", text: expect.stringMatching(/^It is recommended[\s\S]*encyclopedia\.$/), repliedAt: "2017-04-22" }],
    moreInfo: expect.stringMatching(/^Persistent upper left back pain can be[\s\S]*underlying conditions\.$/),
  });
  expect(asked!.topics).toHaveLength(10);
  expect(asked!.topics[8]).toEqual({ name: "Ankylosing Spondylitis", department: "Internal Medicine" });
  expect(similar.map((thread) => [thread.department, thread.replies[0]!.author])).toEqual([
    ["Orthopedics", "Dr. Wang Shouji"],
    ["Family Medicine", "Dr. Liao Yaopan"],
    ["Neurology", "Dr. Jiang Junyi"],
    ["Orthopedics", "Dr. Zhou Lizhi"],
  ]);
});
