import { assert, array, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { findSpecialTokens, splitIntoChunks } from "../../src/embedding/token-chunks.ts";

const special = { before: [101], after: [102] };

describe("token chunks", () => {
  test("special tokens are found around a text's own", () => {
    expect(findSpecialTokens([101, 7, 8, 102], [7, 8])).toEqual(special);
    expect(findSpecialTokens([7, 8, 1], [7, 8])).toEqual({ before: [], after: [1] });
    expect(() => findSpecialTokens([101, 9, 102], [7])).toThrow("changes a text's own tokens");
  });

  test("no tokens make one chunk of special tokens", () => {
    expect(splitIntoChunks([], special, 512)).toEqual([[101, 102]]);
  });

  test("every token is in exactly one chunk, in order, and no chunk is too long or a scrap", () => {
    assert(
      property(array(integer({ min: 1_000, max: 30_000 }), { maxLength: 2_000 }), integer({ min: 3, max: 512 }), (ids, limit) => {
        const chunks = splitIntoChunks(ids, special, limit);
        expect(chunks.flatMap((chunk) => chunk.slice(1, -1))).toEqual(ids);
        const sizes = chunks.map(({ length }) => length);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(chunks).toHaveLength(Math.max(1, Math.ceil(ids.length / (limit - 2))));
      }),
    );
  });
});
