import { createHash, randomUUID } from "node:crypto";
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { loadHnswGraph, type HnswGraph } from "./hnsw-graph.ts";
import type { VectorTable } from "./vector-table.ts";

const FORMAT = 1;
const MANIFEST = "graph.json";
/** Points compared with their vectors after loading: what a checksum cannot know. */
const POINTS_CHECKED = 16;
/** Leftovers of a killed process are removed once they are surely nobody's, in milliseconds. */
const LEFTOVER_AGE_MS = 10 * 60_000;

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** Newest change the graph has taken in. */
  sequence: z.number().int().nonnegative(),
  /** Fingerprint of the model that made the vectors. */
  model: z.string(),
  dimensions: z.number().int().positive(),
  connections: z.number().int().positive(),
  buildEffort: z.number().int().positive(),
  /** Points in the file, and which of them are deleted. */
  points: z.number().int().nonnegative(),
  removed: z.array(z.number().int().nonnegative()),
  file: z.string().regex(/^graph-[0-9a-f-]+\.hnsw$/),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type Manifest = z.infer<typeof Manifest>;

/** Keeps the graph on disk, so that a start need not build it again. Everything in it can be made anew from SQLite. */
export interface SnapshotFolder {
  /** Writes the graph; the one before stays valid until this one is whole. */
  save(graph: HnswGraph, sequence: number): Promise<void>;
  /** The newest graph, if it verifies against its checksum, the model and `table`; else what is wrong with it, nothing where there is none yet. */
  load(table: VectorTable): Promise<{ readonly graph: HnswGraph; readonly sequence: number } | { readonly reason: string | undefined }>;
}

export function createSnapshotFolder(directory: string, model: { fingerprint: string; dimensions: number }): SnapshotFolder {
  const manifestPath = join(directory, MANIFEST);

  return {
    save: async (graph, sequence) => {
      mkdirSync(directory, { recursive: true });
      const file = `graph-${randomUUID()}.hnsw`;
      const path = join(directory, file);
      const removed = [...graph.removed];
      const points = graph.size + removed.length;
      await graph.save(path);
      flush(path);
      const manifest: Manifest = {
        format: FORMAT,
        sequence,
        model: model.fingerprint,
        ...graph.shape,
        points,
        removed,
        file,
        bytes: statSync(path).size,
        sha256: await sha256Of(path),
      };
      const previous = readManifest(manifestPath);
      const temporary = `${manifestPath}.${randomUUID()}`;
      writeFileSync(temporary, `${JSON.stringify(manifest, null, 2)}\n`);
      flush(temporary);
      renameSync(temporary, manifestPath);
      flush(directory);
      if (previous !== undefined) rmSync(join(directory, previous.file), { force: true });
      removeLeftovers(directory, file);
    },

    load: async (table) => {
      if (!existsSync(manifestPath)) return { reason: undefined };
      const manifest = readManifest(manifestPath);
      if (manifest === undefined) return { reason: `has a damaged ${MANIFEST}` };
      try {
        return await verified(directory, manifest, model, table);
      } catch (error) {
        return { reason: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
  };
}

function readManifest(path: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    // Absent or not JSON: there is no snapshot to speak of, and the caller says so.
    return undefined;
  }
}

async function verified(
  directory: string,
  manifest: Manifest,
  model: { fingerprint: string; dimensions: number },
  table: VectorTable,
): ReturnType<SnapshotFolder["load"]> {
  const path = join(directory, manifest.file);
  if (manifest.model !== model.fingerprint) return { reason: `is of another model, ${manifest.model}` };
  if (manifest.dimensions !== model.dimensions) return { reason: `has vectors of ${manifest.dimensions} dimensions` };
  const { size: bytes } = statSync(path);
  if (bytes !== manifest.bytes) return { reason: `has ${bytes} bytes where ${manifest.bytes} were written` };
  if ((await sha256Of(path)) !== manifest.sha256) return { reason: "does not match its checksum" };
  const graph = loadHnswGraph(path, manifest, manifest.removed, (key) => table.has(key));
  if (graph.size + graph.removed.size !== manifest.points) return { reason: "does not hold as many points as it should" };
  for (const key of someOf(graph.keys(), graph.size)) {
    const vector = table.vector(key)!;
    if (graph.point(key)!.some((value, index) => value !== vector[index])) {
      return { reason: "holds other vectors than the database" };
    }
  }
  return { graph, sequence: manifest.sequence };
}

/** Some keys, spread over all. */
function* someOf(keys: Iterable<number>, count: number): Generator<number> {
  const step = Math.max(1, Math.floor(count / POINTS_CHECKED));
  let place = 0;
  for (const key of keys) {
    if (place % step === 0) yield key;
    place += 1;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** Forces a file, or a folder's list of names, to disk. */
function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes what killed processes left, but nothing that another one may be writing now. */
function removeLeftovers(directory: string, current: string): void {
  for (const name of readdirSync(directory)) {
    if (name === current || name === MANIFEST || !name.startsWith("graph")) continue;
    const path = join(directory, name);
    const ageMs = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (ageMs > LEFTOVER_AGE_MS) rmSync(path, { force: true });
  }
}
