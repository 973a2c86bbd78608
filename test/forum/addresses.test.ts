import { describe, expect, it } from "vitest";
import { isSafeLink } from "../../src/forum/addresses.ts";

describe("a link", () => {
  it.each(["/threads/1", "/", "/a?b=//c", "https://forum.example/1", "HTTP://forum.example", "https://forum.example/ö b"])("is safe: %j", (link) => {
    expect(isSafeLink(link)).toBe(true);
  });

  it.each([
    "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/\n\\elsewhere.example", "\t//elsewhere.example", "java\tscript:alert(1)",
    "javascript:alert(1)", "data:text/html,x", "threads/1", "", "https://", "https://forum.example/\r\nx", "ftp://forum.example",
  ])("is not safe: %j", (link) => {
    expect(isSafeLink(link)).toBe(false);
  });

  it("that is safe leads where it says, as browsers read it", () => {
    for (const sign of Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))) {
      for (const link of [`/${sign}/elsewhere.example`, `/${sign}elsewhere.example`, `${sign}//elsewhere.example`]) {
        if (isSafeLink(link)) expect(new URL(link, "https://forum.example").origin, JSON.stringify(link)).toBe("https://forum.example");
      }
    }
  });
});
