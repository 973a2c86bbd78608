import { createReadStream } from "node:fs";
import { KindredError } from "../forum/errors.ts";

const PROBLEMS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ["does not exist", "Check the path; a relative one starts at the folder the command runs in."],
  ENOTDIR: ["does not exist: part of its path is a file", "Check the path."],
  EISDIR: ["is a folder", "Name the files in it, one by one or with *."],
  EACCES: ["may not be read", "Give this user permission to read it."],
  EPERM: ["may not be read", "Give this user permission to read it."],
};

/** The bytes of a file, or of `standardInput` for "-". Throws KindredError "input_unreadable". */
export async function* readFileBytes(
  path: string,
  standardInput: AsyncIterable<Uint8Array>,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  // An empty path would otherwise be reported by Node as a folder or not at all.
  if (path === "" || path.includes("\0")) {
    throw new KindredError("input_unreadable", "The path is empty or holds a null byte", "Name a file, or - for standard input.");
  }
  let read = 0;
  try {
    for await (const bytes of path === "-" ? standardInput : (createReadStream(path) as AsyncIterable<Buffer>)) {
      read += bytes.length;
      onRead?.(read);
      yield bytes;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): KindredError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [what, remedy] = PROBLEMS[code] ?? [`cannot be read${code === "" ? "" : ` (${code})`}`, "Check the file and the disk it is on, then try again."];
  return new KindredError("input_unreadable", `${sourceName(path)} ${what}`, remedy, { cause: error });
}

/** What messages call a source: its path, or "standard input". */
export function sourceName(path: string): string {
  return path === "-" ? "standard input" : path;
}
