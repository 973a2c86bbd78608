import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerpt, EXCERPT_LENGTH } from "../../src/forum/excerpt.ts";
import { foldWhitespace } from "../../src/forum/text.ts";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

describe("excerpt", () => {
  test("a short text comes back whole, with its white space folded", () => {
    expect(excerpt("  My back\n\thurts.  ")).toBe("My back hurts.");
  });

  test("a text of exactly the longest length is not cut", () => {
    const text = "a".repeat(EXCERPT_LENGTH);
    expect(excerpt(text)).toBe(text);
  });

  test("a long text is cut at the end of a word and says so", () => {
    const cut = excerpt("word ".repeat(100));
    expect(cut).toMatch(/^(word )+word\.\.\.$/);
    expect(cut.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
    expect(cut.length).toBeGreaterThan(EXCERPT_LENGTH - 10);
  });

  test("cut behind a sentence, it ends in three dots, not four", () => {
    expect(excerpt("It helps a bit. Then it hurts again.", 20)).toBe("It helps a bit...");
  });

  test("a family emoji at the limit is left out whole", () => {
    const family = "👨‍👩‍👧‍👦";
    expect(excerpt("x".repeat(12) + family, 20)).toBe(`${"x".repeat(12)}...`);
  });

  test("Chinese, which has no spaces, is cut between characters and fills its room", () => {
    const cut = excerpt("背".repeat(400));
    expect(cut).toBe(`${"背".repeat(280)}...`);
  });

  test("whatever the text: never too long, a true beginning, no character torn", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 700 }), fc.integer({ min: 10, max: 300 }), (text, length) => {
        const folded = foldWhitespace(text);
        const cut = excerpt(text, length);
        if (folded.length <= length) return cut === folded;
        if (cut.length > length || !cut.endsWith("...")) return false;
        const start = cut.slice(0, -3);
        const boundaries = new Set([...graphemes.segment(folded)].map(({ index }) => index));
        return folded.startsWith(start) && boundaries.has(start.length);
      }),
    );
  });
});
