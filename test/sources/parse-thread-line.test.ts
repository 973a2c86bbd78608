import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Thread } from "../../src/forum/thread.ts";
import { parseThreadLine } from "../../src/sources/json-lines.ts";

const good = { id: "1", question: "Why does my tin knee squeak?" };

function admit(extra: object) {
  const record = parseThreadLine(JSON.stringify({ ...good, ...extra }), 7);
  if (record.kind !== "thread") throw new Error(`unusable: ${record.reason}`);
  return record;
}

function reasonOf(value: unknown): string {
  const record = parseThreadLine(typeof value === "string" ? value : JSON.stringify(value), 7);
  if (record.kind !== "unusable") throw new Error("the line was admitted");
  return record.reason;
}

describe("a line that cannot be used", () => {
  it("says with its number and content why, when it is not JSON", () => {
    const record = parseThreadLine("hello", 12);
    expect(record).toMatchObject({ kind: "unusable", line: 12, content: "hello" });
    expect(reasonOf("hello")).toMatch(/^is not valid JSON/);
  });
  it("hints at one thread a line when the object is cut off", () => {
    expect(reasonOf('{"id": "1",')).toBe("is not valid JSON: a whole thread must stand on one line");
  });
  it("says where JSON goes wrong, where the engine tells", () => {
    expect(reasonOf('{"id" 1}')).toMatch(/^is not valid JSON near character 7$/);
  });
  it.each([["[]"], ["null"], ["5"], ['"text"'], ["true"], ["[{}]"]])("is not an object: %s", (line) => {
    expect(reasonOf(line)).toMatch(/^is not an object/);
  });
  it.each([
    ["no id", { id: undefined }, "id is missing"],
    ["a null id", { id: null }, "id is missing"],
    ["an empty id", { id: "" }, "id is empty"],
    ["a control character in the id", { id: "a\nb" }, "id must hold 1 to 200 characters, none of them a control character"],
    ["no question", { question: undefined }, "question is missing"],
    ["an empty question", { question: "" }, "question is empty"],
    ["a blank question", { question: " \n\t" }, "question is empty"],
    ["a question of zero-width characters", { question: "\u200B\uFEFF" }, "question is empty"],
    ["too long a question", { question: "q".repeat(200_001) }, "question is longer than 200000 characters"],
    ["too long a title", { title: "t".repeat(301) }, "title is longer than 300 characters"],
    ["half a surrogate pair", { question: "a \ud800 b" }, "question holds a null byte or half of a surrogate pair: send well-formed text"],
    ["a null byte", { title: "a\0b" }, "title holds a null byte or half of a surrogate pair: send well-formed text"],
    ["a null byte in a link", { url: "https://a.example/\0" }, "url holds a null byte or half of a surrogate pair: send well-formed text"],
    ["a question that is no text", { question: ["a"] }, "question must be text"],
    ["a link that is no text", { url: 5 }, "url must be text"],
    ["tags that are no list", { tags: "knee" }, "tags must be a list"],
    ["a tag that is no text", { tags: [null, "a", 5] }, "tags[2] must be text"],
    ["too many tags", { tags: Array.from({ length: 101 }, (_, index) => `t${index}`) }, "tags has more than 100 entries"],
    ["a topic that is no name", { topics: ["a", 5] }, "topics[1] must be a name, or an object with a name and a department"],
    ["a topic with a broken name", { topics: [{ name: "a\0" }] }, "topics[0].name holds a null byte or half of a surrogate pair: send well-formed text"],
    ["a topic whose name is no text", { topics: [null, { name: 5 }] }, "topics[1].name must be text"],
    ["too long a topic", { topics: ["t".repeat(301)] }, "topics[0] is longer than 300 characters"],
    ["replies that are no list", { replies: {} }, "replies must be a list"],
    ["a reply that is no object", { replies: ["text"] }, "replies[0] must be an object"],
    ["a reply's text that is no text", { replies: [{ text: 5 }] }, "replies[0].text must be text"],
    ["accepted that is neither true nor false", { replies: [{ text: "a", accepted: "yes" }] }, "replies[0].accepted must be true or false"],
    ["an asker that is no object", { asker: "Bolty" }, "asker must be an object"],
    ["an unknown visibility", { visibility: "friends" }, "visibility must be one of public, private, archived"],
    ["a blank visibility", { visibility: "" }, "visibility must be one of public, private, archived"],
    ["a visibility that is no text", { visibility: 0 }, "visibility must be one of public, private, archived"],
  ])("%s", (_, extra, reason) => {
    expect(reasonOf({ ...good, ...extra })).toBe(reason);
  });
  it("numbers replies as they came, though empty ones before them are left out", () => {
    expect(reasonOf({ ...good, replies: [{ text: "" }, null, { text: "a\0" }] })).toMatch(/^replies\[2\]\.text holds a null byte/);
  });
  it("joins a few reasons and counts the rest", () => {
    expect(reasonOf({})).toBe("id is missing; question is missing");
    expect(reasonOf({ ...good, replies: Array.from({ length: 9 }, () => 5) })).toMatch(/; and 4 more$/);
  });
  it("never lets a misspelt visibility key make a thread public", () => {
    expect(reasonOf({ ...good, Visibility: "private" })).toBe('visibility must be written in small letters, not as "Visibility"');
  });
  it("refuses a numeric id that JSON has rounded, for it could be another thread's", () => {
    expect(reasonOf('{"id": 9007199254740993, "question": "q"}')).toMatch(/^id is a number that cannot be kept exactly/);
    expect(reasonOf('{"id": 1e999, "question": "q"}')).toMatch(/^id is a number that cannot be kept exactly/);
  });
  it("keeps a few KB of a very long line", () => {
    const record = parseThreadLine("x".repeat(100_000), 1);
    expect(record.kind === "unusable" && record.content.length).toBeLessThan(9_000);
    expect(record.kind === "unusable" && record.content).toMatch(/… \(cut\)$/);
  });
});

describe("a line with odd but harmless data", () => {
  it("takes null for absent", () => {
    const { thread, warnings } = admit({ url: null, title: null, tags: null, topics: [null], visibility: null, asker: null, replies: [null, { text: "a", id: null, accepted: null }], moreInfo: null });
    expect(thread).toEqual({ ...good, tags: [], topics: [], visibility: "public", replies: [{ text: "a" }] });
    expect(warnings).toEqual([]);
  });
  it("takes blank labels for absent", () => {
    const { thread, warnings } = admit({ title: "", department: "  ", tags: ["", " "], topics: [" "], asker: { name: "" }, replies: [{ text: "a", author: " " }], moreInfo: "" });
    expect(thread).toEqual({ ...good, tags: [], topics: [], visibility: "public", replies: [{ text: "a" }] });
    expect(warnings).toEqual([]);
  });
  it("writes numeric ids and ages in decimal", () => {
    const { thread } = admit({ id: 1001, replies: [{ id: 7, text: "a" }], asker: { age: 34 } });
    expect(thread).toMatchObject({ id: "1001", replies: [{ id: "7" }], asker: { age: "34" } });
  });
  it("leaves out unknown keys with one warning that names them", () => {
    const { thread, warnings } = admit({ source: "x", asker: { name: "Bolty", email: "b@example.org" }, topics: [{ name: "Knee", rank: 1 }], replies: [{ text: "a", likes: 1 }, { text: "b", likes: 2 }] });
    expect(warnings).toEqual(["unknown keys left out: source, asker.email, replies[].likes, topics[].rank"]);
    expect(JSON.stringify(thread)).not.toMatch(/source|email|rank|likes/);
  });
  it("names a few unknown keys and counts the rest, fit for a log line", () => {
    const { warnings } = admit(Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`k${index}\n${"y".repeat(100)}`, 1])));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/ and 5 more$/);
    expect(warnings[0]).not.toContain("\n");
    expect(warnings[0]!.length).toBeLessThan(800);
  });
  it.each([["javascript:alert(1)"], ["//evil.example"], ["/\\evil.example"], ["data:text/html,x"], ["www.example.org"]])("leaves out the unsafe link %s with a warning", (url) => {
    const { thread, warnings } = admit({ url });
    expect(thread.url).toBeUndefined();
    expect(warnings).toEqual(["url left out: it must start with http://, https:// or a single /"]);
  });
  it("leaves out replies without text, with a warning each", () => {
    const { thread, warnings } = admit({ replies: [{ text: " " }, { text: "a" }, { author: "Cog. Nut" }, { text: null }] });
    expect(thread.replies).toEqual([{ text: "a" }]);
    expect(warnings).toEqual([0, 2, 3].map((index) => `replies[${index}] left out: its text is empty`));
  });
  it("leaves out a topic without a name, with a warning", () => {
    expect(admit({ topics: [{ department: "Joints" }, "Knee"] })).toMatchObject({ thread: { topics: ["Knee"] }, warnings: ["topics[0] left out: it has no name"] });
  });
  it("drops duplicate tags and topics; a plain name is a topic of the thread's own department", () => {
    const { thread } = admit({ department: "Joints", tags: ["a", "b", "a"], topics: ["Knee", { name: "Knee", department: "Joints" }, { name: "Knee", department: "Paint" }, "Knee"] });
    expect(thread.tags).toEqual(["a", "b"]);
    expect(thread.topics).toEqual(["Knee", { name: "Knee", department: "Paint" }]);
  });
  it("counts tags after duplicates are gone", () => {
    expect(admit({ tags: Array.from({ length: 500 }, () => "a") }).thread.tags).toEqual(["a"]);
  });
  it.each([["PRIVATE", "private"], ["Archived", "archived"], [" public ", "public"]])("reads visibility in any letter case: %s", (written, read) => {
    expect(admit({ visibility: written }).thread.visibility).toBe(read);
  });
  it("lets keys that aim at prototypes reach nothing", () => {
    const record = parseThreadLine('{"id":"1","question":"q","__proto__":{"visibility":"private","polluted":1},"constructor":{"prototype":{"polluted":1}},"asker":{"__proto__":{"name":"x"}}}', 1);
    expect(record).toMatchObject({ kind: "thread", thread: { visibility: "public" }, warnings: ["unknown keys left out: __proto__, constructor, asker.__proto__"] });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
  it("survives nesting as deep as a line can hold", () => {
    expect(parseThreadLine(`{"id":"1","question":"q","deep":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 1).kind).toBe("thread");
    expect(parseThreadLine("[".repeat(200_000) + "]".repeat(200_000), 1).kind).toBe("unusable");
  });
});

describe("whatever comes in", () => {
  const keys = fc.constantFrom(...Object.keys(Thread.shape), "text", "author", "name", "accepted", "__proto__", "Visibility");
  const shaped = fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.array(fc.dictionary(keys, fc.jsonValue())), fc.dictionary(keys, fc.jsonValue())));

  it("never throws on any text", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (line) => {
      const record = parseThreadLine(line, 3);
      expect(record.line).toBe(3);
      if (record.kind === "unusable") expect(record.reason).not.toBe("");
    }));
  });
  it("never throws on any object, and admits only what the schema admits", () => {
    fc.assert(fc.property(shaped, (value) => {
      const record = parseThreadLine(JSON.stringify({ ...good, ...value }), 3);
      if (record.kind === "thread") expect(Thread.parse(record.thread)).toEqual(record.thread);
      else expect(record.reason).not.toBe("");
    }), { numRuns: 500 });
  });

  // Words of a plain beginning, so that no label is blank and no two are alike but for white space.
  const label = fc.string({ unit: "grapheme", maxLength: 30 }).filter((text) => !text.includes("\0")).map((text) => `a${text}`.trim());
  const optional = (fields: Record<string, fc.Arbitrary<unknown>>, required: string[] = []) => fc.record(fields, { requiredKeys: required });
  const validThread = optional(
    {
      id: label.map((text) => text.replaceAll(/\p{Cc}/gu, "")),
      url: fc.webUrl(),
      title: label,
      department: label,
      language: label,
      tags: fc.uniqueArray(label, { selector: (tag) => tag.replaceAll(/[\s\p{Cc}\u200B\uFEFF]+/gu, " ").trim(), maxLength: 5 }),
      topics: fc.uniqueArray(optional({ name: fc.stringMatching(/^[a-z]{1,9}$/), department: fc.stringMatching(/^[a-z]{1,9}$/) }, ["name", "department"]), { selector: (topic) => JSON.stringify(topic), maxLength: 5 }),
      visibility: fc.constantFrom("public", "private", "archived"),
      asker: optional({ name: label, sex: label, age: label }, ["name"]),
      question: label,
      askedAt: label,
      replies: fc.array(optional({ id: label, author: label, department: label, text: label, repliedAt: label, accepted: fc.boolean() }, ["text"]), { maxLength: 4 }),
      moreInfo: label,
    },
    ["id", "question", "tags", "topics", "visibility", "replies"],
  );
  it("gives a valid thread back as it was", () => {
    fc.assert(fc.property(validThread, (thread) => {
      fc.pre(Thread.safeParse(thread).success);
      expect(parseThreadLine(JSON.stringify(thread), 1)).toEqual({ kind: "thread", line: 1, thread, warnings: [] });
    }));
  });
});
