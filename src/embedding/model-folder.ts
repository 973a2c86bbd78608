import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileDigest } from "./file-digest.ts";

const MANIFEST = "manifest.json";

/** What a prepared folder says of itself; without it, or with a digest that differs, the folder is not used. */
interface Manifest {
  /** Whatever the files were made from and by; equal recipes give equal files. */
  readonly recipe: string;
  /** SHA-256 of each file, by its path in the folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** @returns why the folder cannot be used as it is, or null when every file is what the manifest says. */
export async function folderDefect(directory: string, recipe: string): Promise<"absent" | "outdated" | "damaged" | null> {
  let text: string;
  try {
    text = await readFile(join(directory, MANIFEST), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "absent";
  }
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.recipe !== recipe) return "outdated";
    for (const [file, digest] of Object.entries(manifest.files)) {
      if ((await fileDigest(join(directory, file))) !== digest) return "damaged";
    }
    return null;
  } catch {
    return "damaged";
  }
}

/** Writes and flushes, so that a rename that survives a power cut never names an empty file. */
async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Nobody writes a folder for longer than this: what is older was left by a process that was killed. */
const ABANDONED_AFTER_MS = 3_600_000;

async function removeAbandoned(directory: string): Promise<void> {
  const parent = dirname(directory);
  const prefixes = [".part-", ".old-"].map((ending) => `${basename(directory)}${ending}`);
  for (const name of await readdir(parent)) {
    if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
    const path = join(parent, name);
    // Another process may remove or rename it first: then there is nothing left to do.
    const changed = await stat(path).then(({ mtimeMs }) => mtimeMs, () => Date.now());
    if (Date.now() - changed > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Writes a folder whole or not at all: under a temporary name first, then renamed. Of two processes that
 * prepare the same folder at once the first wins, and the second uses what it finds.
 */
export async function publishFolder(
  directory: string,
  recipe: string,
  contents: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  const suffix = `${process.pid}-${randomBytes(4).toString("hex")}`;
  const staging = `${directory}.part-${suffix}`;
  const aside = `${directory}.old-${suffix}`;
  try {
    await mkdir(dirname(directory), { recursive: true });
    await removeAbandoned(directory);
    const files: Record<string, string> = {};
    for (const [file, content] of Object.entries(contents)) {
      await writeDurably(join(staging, file), content);
      files[file] = await fileDigest(join(staging, file));
    }
    const manifest: Manifest = { recipe, files };
    await writeDurably(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    // Twice: another process may put its folder there between our looking and our renaming.
    for (let attempt = 0; ; attempt += 1) {
      try {
        await rename(staging, directory);
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const taken = code === "ENOTEMPTY" || code === "EEXIST" || code === "EPERM";
        if (!taken || attempt === 2) throw error;
        if ((await folderDefect(directory, recipe)) === null) return;
        await rename(directory, aside);
        await rm(aside, { recursive: true, force: true });
      }
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
