import { describe, expect, it } from "vitest";
import { listPath, safeLink } from "../../src/web/links.ts";
import { askerParts, counted, dateOf, languageTag, paragraphsOf, titleOf } from "../../src/web/wording.ts";

describe("the asker's line", () => {
  it.each([
    [{ asker: { name: "Niming", age: "30~39", sex: "female" }, askedAt: "2017/04/22" }, "Niming, 30~39 year old female. Ask Date: 2017/04/22"],
    [{ asker: { name: "Niming" } }, "Niming."],
    [{ asker: { age: "42" } }, "42 year old."],
    [{ asker: { sex: "male" } }, "male."],
    [{ asker: { age: "in her forties", sex: "female" } }, "in her forties female."],
    [{ asker: {}, askedAt: "2017-04-22T10:00:00Z" }, "Ask Date: 2017-04-22"],
    [{}, ""],
  ])("of %j is %j", (thread, line) => {
    const { name, person, date } = askerParts(thread);
    expect(`${name}${person} ${date}`.trim()).toBe(line);
  });
});

describe("wording", () => {
  it("keeps paragraphs and leaves single line ends alone", () => {
    expect(paragraphsOf("\n\na\nb\r\n \r\nc\n\n\n d \n")).toEqual(["a\nb", "c", "d"]);
  });

  it("calls a thread without a title by the beginning of its question", () => {
    expect(titleOf({ question: "word ".repeat(50) })).toMatch(/^(word ){10,}word\.\.\.$/);
  });

  it("knows one from many", () => {
    expect([counted(1, "reply", "replies"), counted(0, "reply", "replies"), counted(1200, "thread", "threads")]).toEqual([
      "1 reply", "0 replies", "1,200 threads",
    ]);
  });

  it("shows dates as they were worded, and the day of a time stamp", () => {
    expect([dateOf("spring 2020"), dateOf("2020-01-02T03:04:05Z")]).toEqual(["spring 2020", "2020-01-02"]);
  });

  it("takes only language tags for languages", () => {
    expect(["en", "zh-Hant-TW", "English language", ""].map(languageTag)).toEqual(["en", "zh-Hant-TW", undefined, undefined]);
  });
});

describe("links", () => {
  it("leave the first page and all departments plain", () => {
    expect(listPath("/", {})).toBe("/");
    expect(listPath("/topics", { page: 2, department: "a&b" })).toBe("/topics?department=a%26b&page=2");
  });

  it.each(["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:text/html,x", "https://", " https://a.example"])(
    "do not follow %j",
    (url) => expect(safeLink(url)).toBeUndefined(),
  );

  it.each(["https://a.example/b", "/q/1"])("follow %j", (url) => expect(safeLink(url)).toBe(url));
});
