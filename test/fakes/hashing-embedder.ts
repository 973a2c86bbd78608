import { createHash } from "node:crypto";
import type { Embedder } from "../../src/embedding/embedder.ts";

const DIMENSIONS = 64;

/** A vector per text from its words alone: texts that share words are near. Exact, instant, no model. */
export function hashedVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  vector[0] = 0.01;
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash("sha256").update(word).digest();
    for (let place = 0; place < 4; place += 1) vector[hash[place]! % DIMENSIONS]! += hash[place + 8]! < 128 ? 1 : -1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

export interface HashingEmbedder extends Embedder {
  /** Every text that was embedded, in order. */
  readonly texts: string[];
}

/** An `Embedder` for tests of what surrounds it. It records what it was given. */
export function createHashingEmbedder({ fingerprint = "hashing/1" } = {}): HashingEmbedder {
  const texts: string[] = [];
  return {
    texts,
    fingerprint,
    dimensions: DIMENSIONS,
    usable: true,
    embed: async (given) => {
      texts.push(...given);
      return given.map(hashedVector);
    },
    dispose: async () => undefined,
  };
}
