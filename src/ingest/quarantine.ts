import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { SourceRecord } from "../sources/source.ts";

/** Where lines go that could not be used, so that they can be found and mended; very long ones are cut. */
export interface Quarantine {
  /** The file, once it holds a line; undefined while there is none. */
  readonly file: string | undefined;
  keep(source: string, record: Extract<SourceRecord, { kind: "unusable" }>): void;
}

/** A JSONL file of `{source, line, reason, content}`, made with the first line that is kept. */
export function createQuarantine(path: string): Quarantine {
  let file: string | undefined;
  return {
    get file() {
      return file;
    },
    keep: (source, { line, reason, content }) => {
      if (file === undefined) mkdirSync(dirname(path), { recursive: true });
      file = path;
      appendFileSync(path, `${JSON.stringify({ source, line, reason, content })}\n`);
    },
  };
}
