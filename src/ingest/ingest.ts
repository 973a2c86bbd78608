import type { Embedder } from "../embedding/embedder.ts";
import type { Thread } from "../forum/thread.ts";
import type { Source, SourceRecord } from "../sources/source.ts";
import type { ForumReader } from "../store/reading.ts";
import type { VectorStore } from "../store/vectors.ts";
import type { Outcome, PreparedThread, ThreadWriter } from "../store/writing.ts";
import { prepareThread, textsByDigest } from "./prepare.ts";

/** Threads are committed in chunks of about this many passages: what a kill can lose, and what a batch sorts. */
const CHUNK_PASSAGES = 384;
/** A chunk ends here too, so that unchanged threads do not pile up. */
const CHUNK_THREADS = 256;
/** While one chunk is written and the next is embedded, a third waits: the model never idles. */
const CHUNKS_AHEAD = 2;

export interface IngestCounts {
  added: number;
  updated: number;
  unchanged: number;
  quarantined: number;
}

export interface IngestProgress {
  readonly threads: IngestCounts;
  /** Passages embedded so far: texts that had no vector yet. */
  readonly embedded: number;
}

export interface Ingest {
  /** Writes one thread; when it resolves, the thread is committed. */
  put(thread: Thread, signal?: AbortSignal): Promise<Outcome>;
  /** False where there is no such thread. */
  remove(id: string): boolean;
  /** Writes all threads of a source in its order. Each chunk is committed as it is done. */
  putAll(source: Source, handlers?: IngestHandlers): Promise<IngestProgress>;
  /** Embeds what this model has no vector for yet: a model's first start on an older index. Returns how many texts. */
  fillMissingVectors(onProgress?: (done: number, total: number) => void): Promise<number>;
}

export interface IngestHandlers {
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly onUnusable?: (record: Extract<SourceRecord, { kind: "unusable" }>) => void;
  readonly onWarning?: (line: number, warning: string) => void;
}

export interface IngestDependencies {
  readonly embedder: Pick<Embedder, "embed">;
  readonly writer: ThreadWriter;
  readonly vectors: VectorStore;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  /** Called after every commit, before the call that caused it resolves. */
  readonly onCommit?: () => void;
}

/** The way in: threads are prepared, embedded where their text is new, and committed. */
export function createIngest({ embedder, writer, vectors, reader, onCommit }: IngestDependencies): Ingest {
  async function embed(digests: readonly string[], texts: ReadonlyMap<string, string>, signal?: AbortSignal) {
    const embedded = await embedder.embed(digests.map((digest) => texts.get(digest)!), signal ? { signal } : {});
    return digests.map((digest, place) => [digest, embedded[place]!] as const);
  }

  /** Vectors for the texts of changed threads that lack them. */
  async function embedMissing(prepared: readonly PreparedThread[], signal?: AbortSignal) {
    const changed = prepared.filter((thread) => !writer.isUnchanged(thread));
    return new Map(await embed(writer.missingVectors(changed), textsByDigest(changed), signal));
  }

  async function commit(prepared: readonly PreparedThread[], vectors: Map<string, Float32Array>, signal?: AbortSignal) {
    for (;;) {
      const result = writer.commit(prepared, vectors);
      if ("outcomes" in result) {
        if (result.outcomes.some((outcome) => outcome !== "unchanged")) onCommit?.();
        return result.outcomes;
      }
      // Their vectors were there when they were looked for, and went away with the last thread that held them.
      const again = await embed(result.missing, textsByDigest(prepared), signal);
      for (const [digest, vector] of again) vectors.set(digest, vector);
    }
  }

  return {
    put: async (thread, signal) => {
      const prepared = [prepareThread(thread)];
      const [outcome] = await commit(prepared, await embedMissing(prepared, signal), signal);
      return outcome!;
    },

    remove: (id) => {
      const removed = writer.remove(id);
      if (removed) onCommit?.();
      return removed;
    },

    putAll: async (source, { onProgress, onUnusable, onWarning } = {}) => {
      const threads: IngestCounts = { added: 0, updated: 0, unchanged: 0, quarantined: 0 };
      let embedded = 0;
      const chunksAhead: Promise<() => Promise<void>>[] = [];

      const start = async (prepared: readonly PreparedThread[]) => {
        const known = await embedMissing(prepared);
        return async () => {
          for (const outcome of await commit(prepared, known)) threads[outcome] += 1;
          embedded += known.size;
          onProgress?.({ threads, embedded });
        };
      };
      const finishOldest = async () => (await chunksAhead.shift()!)();

      try {
        for await (const chunk of chunksOf(source, { threads, onUnusable, onWarning })) {
          const started = start(chunk);
          // Handled when its turn comes; until then a failure must not count as unhandled.
          started.catch(() => undefined);
          chunksAhead.push(started);
          if (chunksAhead.length > CHUNKS_AHEAD) await finishOldest();
        }
      } finally {
        // When the source breaks off, what it gave before is kept.
        while (chunksAhead.length > 0) await finishOldest();
      }
      return { threads, embedded };
    },

    fillMissingVectors: async (onProgress) => {
      const keys = vectors.unembeddedThreadKeys();
      let filled = 0;
      for (let start = 0; start < keys.length; start += CHUNK_THREADS) {
        const prepared = [...reader.threadsByKey(keys.slice(start, start + CHUNK_THREADS)).values()].map((thread) => prepareThread(thread));
        const texts = textsByDigest(prepared);
        const filling = await embed(vectors.missing(texts.keys()), texts);
        writer.putVectors(new Map(filling));
        filled += filling.length;
        onProgress?.(Math.min(start + CHUNK_THREADS, keys.length), keys.length);
      }
      return filled;
    },
  };
}

type ChunkHandlers = { threads: IngestCounts } & {
  readonly [Name in "onUnusable" | "onWarning"]: IngestHandlers[Name] | undefined;
};

async function* chunksOf(source: Source, { threads, onUnusable, onWarning }: ChunkHandlers) {
  let chunk: PreparedThread[] = [];
  let passages = 0;
  try {
    for await (const record of source) {
      if (record.kind === "unusable") {
        threads.quarantined += 1;
        onUnusable?.(record);
        continue;
      }
      for (const warning of record.warnings) onWarning?.(record.line, warning);
      const prepared = prepareThread(record.thread, record.isExcerpt);
      chunk.push(prepared);
      passages += prepared.passages.length;
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
