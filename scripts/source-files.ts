import { statSync } from "node:fs";
import type { ProgressLine } from "../src/ingest/progress-line.ts";
import { openSource } from "../src/sources/open-source.ts";
import type { Source } from "../src/sources/source.ts";

/** How much is read without a thread before reading itself is shown, in bytes. */
const SILENT_BYTES = 1_000_000;

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

  async function* records(): Source {
    for (const [place, name] of files.entries()) {
      file = name;
      let read = 0;
      let readAtThread = 0;
      const size = sizes[place] ?? 0;
      const onRead = (bytes: number) => {
        read = bytes;
        done = before + bytes;
        if (bytes - readAtThread > SILENT_BYTES) progress.note(name, readSoFar(bytes, sizes[place]));
      };
      // Of a dump, reading is the lesser part: it counts for nothing, so that nobody is told that all is nearly done.
      const onGiven = (share: number) => (done = before + share * size);
      for await (const record of openSource(name, { onRead, onGiven })) {
        if (record.kind === "thread") readAtThread = read;
        yield record;
      }
      before += size;
      done = before;
    }
  }
  return { source: records(), file: () => file, share: () => (total === undefined ? undefined : done / total) };
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
