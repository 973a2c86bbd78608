import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Stylesheet {
  readonly text: string;
  /** Changes with the content, so that browsers may keep it for ever. */
  readonly version: string;
  readonly path: string;
}

/** In the order in which they override one another. */
const PARTS = ["base", "thread", "lists", "docs", "wide", "editor", "print"];

export function readStylesheet(): Stylesheet {
  const text = PARTS.map((part) => readFileSync(new URL(`styles/${part}.css`, import.meta.url), "utf8")).join("\n");
  const version = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { text, version, path: `/assets/kindred.css?v=${version}` };
}
