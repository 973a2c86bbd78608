import type { Embedder } from "./embedder.ts";

/** Texts in one call: a thread of a thousand long replies, or a file of names, must not fill the embedder's queue. */
const TEXTS_AT_ONCE = 2_000;

/** Vectors of any number of texts, in their order. */
export async function embedAll(embedder: Pick<Embedder, "embed">, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
    vectors.push(...(await embedder.embed(texts.slice(start, start + TEXTS_AT_ONCE), signal ? { signal } : {})));
  }
  return vectors;
}
