import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KindredError } from "../../forum/errors.ts";

const CHUNK_BYTES = 131_072;

/** A file that others cannot open, and that is gone with the process, however that ends. */
export interface NamelessFile {
  readonly bytes: number;
  append(data: string): void;
  /** All that was appended, from the first byte on. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** Throws KindredError "input_unreadable" where the temporary folder is full or may not be written, here and in `append`. */
export function openNamelessFile(open: () => number = openWithoutName): NamelessFile {
  const descriptor = onDisk(open);
  let isOpen = true;
  return {
    get bytes() {
      return fstatSync(descriptor).size;
    },
    append: (data) => onDisk(() => writeFileSync(descriptor, data)),
    chunks: async function* () {
      for (let position = 0, read = 1; read > 0; position += read) {
        const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
        read = onDisk(() => readSync(descriptor, chunk, 0, CHUNK_BYTES, position));
        yield chunk.subarray(0, read);
      }
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      closeSync(descriptor);
    },
  };
}

function openWithoutName(): number {
  const folder = mkdtempSync(join(tmpdir(), "kindred-import-"));
  try {
    return openSync(join(folder, "posts"), "wx+", 0o600);
  } finally {
    // What people wrote is not left behind, even by kill -9: the name goes now, the file when it is closed.
    rmSync(folder, { recursive: true, force: true });
  }
}

function onDisk<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new KindredError(
      "input_unreadable",
      `The dump cannot be put in order by thread in ${tmpdir()} (${code})`,
      "Make room there, about as much as the dump unpacked, or name another folder with TMPDIR.",
      { cause: error },
    );
  }
}
