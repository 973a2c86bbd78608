import fc from "fast-check";
import { expect, test } from "vitest";
import { isSafeLink } from "../../src/forum/addresses.ts";
import { fillLink, isLinkTemplate } from "../../src/forum/link-template.ts";

test.each(["/questions/{id}", "/{id}", "https://forum.example/q?id={id}", "http://forum.example/#{id}", "HTTPS://forum.example/{id}/similar"])("%s is a template", (template) => {
  expect(isLinkTemplate(template)).toBe(true);
});

test.each(["", "{id}", "/", "/questions", "/{id}/{id}", "//evil.example/{id}", "/\\evil.example/{id}", "javascript:alert('{id}')", "https://{id}", "https://{id}.example/", "https://forum.example:{id}/", "data:text/html,{id}", " /{id}"])("%j is none", (template) => {
  expect(isLinkTemplate(template)).toBe(false);
});

test("whatever the id, a path stays a path on the same site, and holds the id", () => {
  const id = fc.string({ minLength: 1, unit: "grapheme" });
  fc.assert(
    fc.property(id, fc.constantFrom("/{id}", "/q/{id}/x", "https://forum.example/q/{id}"), (one, template) => {
      const link = fillLink(template, one);
      expect(isSafeLink(link)).toBe(true);
      const url = new URL(link, "https://forum.example");
      expect(url.host).toBe("forum.example");
      expect(link).toContain(encodeURIComponent(one));
    }),
  );
});
