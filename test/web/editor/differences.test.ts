import { describe, expect, it } from "vitest";
import { piecesOf, saidIn, wordsOnlyIn } from "../../../src/web/editor/differences.ts";

/** A text with its marks in brackets. */
const marked = (text: string, ...others: string[]) =>
  piecesOf(text, saidIn(...others)).map((piece) => (piece.differs ? `[${piece.text}]` : piece.text)).join("");

describe("differing words", () => {
  it.each([
    ["My toddler has had a fever.", "My toddler has a fever", "My toddler has [had] a fever."],
    ["High FEVER, and rashes!", "high fever and rash", "High FEVER, and rashes!"],
    ["Naïve café", "naive cafe", "Naïve café"],
    ["take blood pressure pills, daily", "pills", "[take blood pressure] pills, [daily]"],
    ["one\ntwo", "three", "[one]\n[two]"],
    ["type 2 diabetes", "type 1 diabetes", "type [2] diabetes"],
    ["", "a", ""],
    ["…!?", "a", "…!?"],
  ])("of %j beside %j are %j", (text, other, expected) => expect(marked(text, other)).toBe(expected));

  it("of scripts without spaces are words, not runs", () => {
    expect(marked("孩子发烧三天", "孩子发烧")).toMatch(/^孩子发烧\[.*\]$/);
  });

  it.each(["e\u0301tude", "👩‍⚕️ pills ☎️", "ﬁne ﬁx", "a".repeat(5_000), "x\u0000y"])("leave the text %j as it was written", (text) => {
    expect(piecesOf(text, saidIn("pills")).map((piece) => piece.text).join("")).toBe(text);
  });

  it("are named once each, as they stand where they come first", () => {
    expect(wordsOnlyIn(["Fever again", "The FEVERS, a rash"], saidIn("the"))).toEqual(["Fever", "again", "a", "rash"]);
  });

  it("are none where both say the same in another order and other capitals", () => {
    expect(wordsOnlyIn(["Is it safe? My son is four."], saidIn("MY SON IS FOUR. IS IT SAFE?"))).toEqual([]);
  });
});
