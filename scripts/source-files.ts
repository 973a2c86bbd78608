import { statSync } from "node:fs";
import type { ProgressLine } from "../src/ingest/progress-line.ts";
import { openSource } from "../src/sources/open-source.ts";
import type { Source } from "../src/sources/source.ts";

/** The files of a command line as one source, however many, so that the pages of a forum are embedded together. */
export interface SourceFiles {
  readonly source: Source;
  /** The file that the last record came from. */
  file(): string;
  /** Share of all bytes, 0 to 1; undefined where nobody knows. */
  share(): number | undefined;
}

/** @param progress shows how far a dump is that gives its threads only when all of it is read. */
export function openSourceFiles(files: readonly string[], progress: ProgressLine): SourceFiles {
  const sizes = files.map((file) => (file === "-" ? undefined : sizeOf(file)));
  const total = sizes.reduce<number | undefined>((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
  let file = files[0] ?? "";
  let before = 0;
  let done = 0;
  let hasGiven = false;

  async function* read(): Source {
    for (const [place, name] of files.entries()) {
      file = name;
      hasGiven = false;
      const size = sizes[place] ?? 0;
      const onRead = (bytes: number) => {
        done = before + bytes;
        if (!hasGiven) progress.note(name, readSoFar(bytes, sizes[place]));
      };
      // Of a dump, reading is the lesser part: it counts for nothing, so that nobody is told that all is nearly done.
      const onGiven = (share: number) => (done = before + share * size);
      for await (const record of openSource(name, { onRead, onGiven })) {
        hasGiven = true;
        yield record;
      }
      before += size;
      done = before;
    }
  }
  return { source: read(), file: () => file, share: () => (total === undefined ? undefined : done / total) };
}

/** Says each warning the first time it comes: an unknown key stands on every line of an export. */
export function countWarnings(progress: ProgressLine) {
  const seen = new Map<string, number>();
  return {
    note: (file: string, line: number, warning: string) => {
      const before = seen.get(warning) ?? 0;
      if (before === 0) progress.say(`${file}, line ${line}: ${warning}`);
      seen.set(warning, before + 1);
    },
    sayHowOften: () => {
      for (const [warning, times] of seen) if (times > 1) progress.say(`${times} times: ${warning}`);
    },
  };
}

function readSoFar(bytes: number, size: number | undefined): string {
  const share = size === undefined ? "" : ` (${Math.floor((100 * bytes) / size)} %)`;
  return `${Math.floor(bytes / 1_000_000)} MB read${share}`;
}

/** Undefined where it cannot be told; opening the file then says why. */
function sizeOf(file: string): number | undefined {
  try {
    const status = statSync(file);
    // Pipes and such have no size.
    return status.isFile() && status.size > 0 ? status.size : undefined;
  } catch {
    return undefined;
  }
}
