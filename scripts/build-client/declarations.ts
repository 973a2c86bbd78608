import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CLIENT_PROJECT } from "./places.ts";

const run = promisify(execFile);

const ENTRY = "client";
/** What is derived from the routes: in the package it stands without them. */
const DERIVED = "shapes";

/** Writes `client.d.ts` and what it names. Whoever reads them needs neither the server's types nor zod's or Hono's. */
export async function writeDeclarations(folder: string): Promise<void> {
  const emitted = await mkdtemp(join(tmpdir(), "kindred-client-"));
  try {
    const [derived] = await Promise.all([writtenOut(DERIVED), emitInto(emitted)]);
    const texts = new Map([[DERIVED, derived]]);
    const waiting = [ENTRY];
    for (const name of waiting) {
      const text = texts.get(name) ?? (await readFile(join(emitted, "client", `${name}.d.ts`), "utf8"));
      await writeFile(join(folder, `${name}.d.ts`), text.replaceAll(NEIGHBOUR, '"./$1.js"'));
      for (const [, neighbour] of text.matchAll(NEIGHBOUR)) if (!waiting.includes(neighbour!)) waiting.push(neighbour!);
    }
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

/** Another file of the client, as one imports it. */
const NEIGHBOUR = /"\.\/([\w-]+)\.ts"/g;

async function emitInto(folder: string): Promise<void> {
  const compiler = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
  await run(process.execPath, [compiler, "-p", CLIENT_PROJECT, "--outDir", folder]);
}

async function writtenOut(name: string): Promise<string> {
  return (await run(process.execPath, ["--import", "tsx", join(import.meta.dirname, "written-out.ts"), name])).stdout;
}
