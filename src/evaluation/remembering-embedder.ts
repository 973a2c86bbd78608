import type { Embedder } from "../embedding/embedder.ts";

/** Texts whose vectors are kept: some queries, which several rankers ask for one after another. */
const MOST_KEPT = 1_024;

/** Embeds a text once while it is among the last 1,024: a text's vector depends on nothing else. */
export function createRememberingEmbedder(embedder: Embedder): Embedder {
  const kept = new Map<string, Float32Array>();
  return {
    fingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    get usable() {
      return embedder.usable;
    },
    embed: async (texts, options) => {
      const absent = [...new Set(texts)].filter((text) => !kept.has(text));
      const vectors = absent.length === 0 ? [] : await embedder.embed(absent, options);
      const found = new Map(absent.map((text, place) => [text, vectors[place]!]));
      const result = texts.map((text) => found.get(text) ?? kept.get(text)!);
      for (const [text, vector] of found) kept.set(text, vector);
      for (const text of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(text);
      }
      return result;
    },
    dispose: () => embedder.dispose(),
  };
}
