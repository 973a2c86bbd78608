import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDigests } from "../../src/forum/words.ts";
import { saysName } from "../../src/topics/says-name.ts";

const says = (text: string, name: string) => saysName(wordDigests(text), wordDigests(name));

test("a text says a name whose words stand in it side by side and in order, in whatever form", () => {
  expect(says("For weeks I have had low back pain.", "Back Pain")).toBe(true);
  expect(says("Back pains, again", "back pain")).toBe(true);
  expect(says("pain", "Pain")).toBe(true);
});

test("and not one whose words stand apart, in another order, or only in part", () => {
  expect(says("my back is in pain", "back pain")).toBe(false);
  expect(says("pain back", "back pain")).toBe(false);
  expect(says("it is my back", "back pain")).toBe(false);
  expect(says("", "back pain")).toBe(false);
});

test("a name that begins twice is found where it goes on", () => {
  expect(says("back back pain", "back pain")).toBe(true);
  expect(says("back to back to bed", "back to bed")).toBe(true);
});

test("a name without words is said by nothing", () => {
  expect(says("back pain", "…")).toBe(false);
  expect(says("", "")).toBe(false);
});

test("it is what looking at every place finds", () => {
  const some = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 12 });
  fc.assert(
    fc.property(some, some, (words, name) => {
      const expected = name.length > 0 && `,${words.join(",")},`.includes(`,${name.join(",")},`);
      expect(saysName(Uint32Array.from(words), Uint32Array.from(name))).toBe(expected);
    }),
  );
});
