import { expect } from "vitest";

/** Only our own tags, attributes and addresses, whatever was put in. */
export function expectHarmless(html: string) {
  expect(html).not.toMatch(/<(script|img|svg|iframe|style|object|base)\b/i);
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
    const attributes = tag.replaceAll(/"[^"]*"/g, '""');
    expect(attributes).not.toMatch(/\son\w+=|\sstyle=|'/);
  }
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(\/(?!\/)|#|https:\/\/forum\.example\/)/);
}
