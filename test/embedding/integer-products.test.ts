import { expect, test } from "vitest";
import { multipliesExactly } from "../../src/embedding/integer-products.ts";

test.each([
  ["x64", "flags : avx2 avx512f avx512_vnni", true],
  ["x64", "flags : avx2 avx_vnni", true],
  ["x64", "flags : avx2 avx512f", false],
  ["arm64", "", true],
])("%s with %s: %s", (architecture, cpuInfo, expected) => {
  expect(multipliesExactly(architecture, () => cpuInfo)).toBe(expected);
});

test("a processor that does not say is not trusted", () => {
  const unreadable = () => {
    throw new Error("ENOENT");
  };
  expect(multipliesExactly("x64", unreadable)).toBe(false);
});
