import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDefaultModel, type ModelVariant } from "../../src/embedding/prepare-model.ts";
import type { ResolvedModel } from "../../src/embedding/resolved-model.ts";

const SOURCES = new URL("../../src/embedding/", import.meta.url);
const CACHE = join(tmpdir(), "kindred-test-models");
const DAY_MS = 86_400_000;

/** Named by the code that prepares, so that a changed graph is never tested on a folder made before the change. */
function directoryForThisCode(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(SOURCES).sort()) hash.update(readFileSync(new URL(name, SOURCES)));
  return join(CACHE, hash.digest("hex").slice(0, 12));
}

/** The real model, prepared once for all suites of a run (and for later runs of the same code). */
export async function preparedModel(variant: ModelVariant = "int8-fused"): Promise<ResolvedModel> {
  const directory = directoryForThisCode();
  const model = await prepareDefaultModel({ directory }, { variant });
  for (const name of readdirSync(CACHE)) {
    const other = join(CACHE, name);
    if (other !== directory && Date.now() - statSync(other).mtimeMs > DAY_MS) rmSync(other, { recursive: true, force: true });
  }
  return model;
}

/** Cosine of two unit vectors. */
export function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, place) => sum + value * right[place]!, 0);
}
