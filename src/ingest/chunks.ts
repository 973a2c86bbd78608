import type { Source, SourceRecord } from "../sources/source.ts";

/** Threads are committed in chunks of about this many passages: what a kill can lose. */
const CHUNK_PASSAGES = 384;
/** A chunk ends here too, so that unchanged threads do not pile up. */
const CHUNK_THREADS = 256;

/** What `take` makes of a source's records, in chunks. What came before a source breaks off is still given. */
export async function* chunksOf<Item>(
  source: Source,
  take: (record: SourceRecord) => Item | undefined,
  passagesIn: (item: Item) => number,
): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  let passages = 0;
  try {
    for await (const record of source) {
      const item = take(record);
      if (item === undefined) continue;
      chunk.push(item);
      passages += passagesIn(item);
      if (passages >= CHUNK_PASSAGES || chunk.length >= CHUNK_THREADS) {
        yield chunk;
        chunk = [];
        passages = 0;
      }
    }
  } catch (error) {
    if (chunk.length > 0) yield chunk;
    throw error;
  }
  if (chunk.length > 0) yield chunk;
}
