import type { IndexedThread, IndexedTopic, SearchIndex } from "../search/search-index.ts";
import { unitMean } from "../search/unit-mean.ts";

/** The threads of a topic, at most `most` of them, each with the mean of its question's vectors, of length 1. */
export function threadVectors(index: Pick<SearchIndex, "questionVectors">, topic: IndexedTopic | undefined, most = Infinity) {
  const found: { readonly thread: IndexedThread; readonly vector: Float32Array }[] = [];
  for (const thread of topic?.threads.values() ?? []) {
    if (found.length >= most) break;
    const vector = unitMean(index.questionVectors(thread));
    if (vector !== undefined) found.push({ thread, vector });
  }
  return found;
}
