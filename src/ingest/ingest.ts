import { embedAll } from "../embedding/embed-all.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { Thread } from "../forum/thread.ts";
import type { Source, SourceRecord } from "../sources/source.ts";
import type { VectorStore } from "../store/vectors.ts";
import type { Outcome, PreparedThread, ThreadWriter } from "../store/writing.ts";
import { chunksOf } from "./chunks.ts";
import { prepareThread, textsByDigest } from "./prepare.ts";
import { createWriteOrder, type Ticket } from "./write-order.ts";

/** While one chunk is written and the next is embedded, a third waits: the model never idles. */
const CHUNKS_AHEAD = 2;
/** Threads whose missing vectors are filled at once. */
const FILL_THREADS = 256;

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

export interface IngestHandlers {
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly onUnusable?: (record: Extract<SourceRecord, { kind: "unusable" }>) => void;
  readonly onWarning?: (line: number, warning: string) => void;
}

export interface Ingest {
  /** Writes one thread; when it resolves, the thread is committed. Of two writes of a thread the later call wins. */
  put(thread: Thread, signal?: AbortSignal): Promise<Exclude<Outcome, "overtaken">>;
  /** False where there is no such thread. */
  remove(id: string): boolean;
  /** Writes all threads of a source in its order. Each chunk is committed as it is done. */
  putAll(source: Source, handlers?: IngestHandlers): Promise<IngestProgress>;
  /**
   * Embeds what this model has no vector for yet: a model's first start on an older index. What is done when `signal`
   * aborts stays. Returns how many texts.
   */
  fillMissingVectors(onProgress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<number>;
}

export interface IngestDependencies {
  readonly embedder: Pick<Embedder, "embed">;
  readonly writer: ThreadWriter;
  readonly vectors: VectorStore;
  /** Takes out of a thread what must not be kept; all is kept unless told. What is kept is what is compared and shown. */
  readonly mask?: ((thread: Thread) => Thread) | undefined;
  /** Called after every commit, before the call that caused it resolves. */
  readonly onCommit?: () => void;
}

/** A thread on its way into the store. */
interface Underway {
  readonly prepared: PreparedThread;
  readonly ticket: Ticket;
}

/** An overtaken write counts as done: it stood until the later one, which nobody could tell. */
const outcomeTold = (outcome: Outcome) => (outcome === "overtaken" ? "updated" : outcome);

/** The way in: threads are prepared, embedded where their text is new, and committed. */
export function createIngest({ embedder, writer, vectors, mask = (thread) => thread, onCommit }: IngestDependencies): Ingest {
  const order = createWriteOrder((id) => writer.revision(id));

  async function embed(digests: readonly string[], texts: ReadonlyMap<string, string>, signal?: AbortSignal) {
    const found = await embedAll(embedder, digests.map((digest) => texts.get(digest)!), signal);
    return new Map(digests.map((digest, place) => [digest, found[place]!]));
  }

  /** Vectors for the texts of changed threads that lack them. */
  function embedMissing(underway: readonly Underway[], signal?: AbortSignal) {
    const changed = underway.map(({ prepared }) => prepared).filter((prepared) => !writer.isUnchanged(prepared));
    return embed(writer.missingVectors(changed), textsByDigest(changed), signal);
  }

  async function commit(underway: readonly Underway[], known: Map<string, Float32Array>, signal?: AbortSignal): Promise<Outcome[]> {
    for (;;) {
      const writes = underway.flatMap(({ prepared, ticket }) => {
        const revision = order.follows(ticket);
        return revision === undefined ? [] : [{ prepared, ticket, revision }];
      });
      const result = writer.commit(writes, known);
      if ("outcomes" in result) {
        const outcomes = new Map(writes.map(({ ticket }, place) => [ticket, result.outcomes[place]!]));
        for (const [ticket, outcome] of outcomes) if (outcome !== "overtaken") order.written(ticket);
        if (result.outcomes.some((outcome) => outcome === "added" || outcome === "updated")) onCommit?.();
        return underway.map(({ ticket }) => outcomes.get(ticket) ?? "overtaken");
      }
      // Their vectors were there when they were looked for, and went away with the last thread that held them.
      const again = await embed(result.missing, textsByDigest(writes.map(({ prepared }) => prepared)), signal);
      for (const [digest, vector] of again) known.set(digest, vector);
    }
  }

  const take = (thread: Thread, isExcerpt?: boolean, revision?: number): Underway => {
    const prepared = prepareThread(mask(thread), isExcerpt);
    return { prepared, ticket: order.open(thread.id, revision) };
  };
  const release = (underway: readonly Underway[]) => {
    for (const { ticket } of underway) order.close(ticket);
  };

  return {
    put: async (thread, signal) => {
      const underway = [take(thread)];
      try {
        const [outcome] = await commit(underway, await embedMissing(underway, signal), signal);
        return outcomeTold(outcome!);
      } finally {
        release(underway);
      }
    },

    remove: (id) => {
      const ticket = order.open(id);
      try {
        const removed = writer.remove(id);
        // Also where there was nothing yet: a slower write that was asked for before must not come after.
        order.written(ticket);
        if (removed) onCommit?.();
        return removed;
      } finally {
        order.close(ticket);
      }
    },

    putAll: async (source, { onProgress, onUnusable, onWarning } = {}) => {
      const threads: IngestCounts = { added: 0, updated: 0, unchanged: 0, quarantined: 0 };
      let embedded = 0;
      const chunksAhead: Promise<() => Promise<void>>[] = [];

      const start = async (underway: readonly Underway[]) => {
        try {
          const known = await embedMissing(underway);
          return async () => {
            try {
              for (const outcome of await commit(underway, known)) threads[outcomeTold(outcome)] += 1;
            } finally {
              release(underway);
            }
            embedded += known.size;
            onProgress?.({ threads, embedded });
          };
        } catch (error) {
          release(underway);
          throw error;
        }
      };
      const finishOldest = async () => (await chunksAhead.shift()!)();
      const takeRecord = (record: SourceRecord): Underway | undefined => {
        if (record.kind === "unusable") {
          threads.quarantined += 1;
          onUnusable?.(record);
          return undefined;
        }
        for (const warning of record.warnings) onWarning?.(record.line, warning);
        return take(record.thread, record.isExcerpt);
      };

      const failures: unknown[] = [];
      try {
        for await (const chunk of chunksOf(source, takeRecord, ({ prepared }) => prepared.passages.length)) {
          const started = start(chunk);
          // Handled when its turn comes; until then a failure must not count as unhandled.
          started.catch(() => undefined);
          chunksAhead.push(started);
          if (chunksAhead.length > CHUNKS_AHEAD) await finishOldest();
        }
      } catch (error) {
        failures.push(error);
      }
      // When the source breaks off, what it gave before is kept.
      while (chunksAhead.length > 0) await finishOldest().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
      return { threads, embedded };
    },

    fillMissingVectors: async (onProgress, signal) => {
      const topics = vectors.unembeddedTopics();
      const names = new Map(topics.map(({ digest, name }) => [digest, name]));
      const found = await embed([...names.keys()], names, signal);
      writer.putVectors(found);
      let filled = found.size;
      const keys = vectors.unembeddedThreadKeys();
      for (let first = 0; first < keys.length; first += FILL_THREADS) {
        filled += await fillThreads(keys.slice(first, first + FILL_THREADS), signal);
        onProgress?.(Math.min(first + FILL_THREADS, keys.length), keys.length);
      }
      return filled;
    },
  };

  async function fillThreads(keys: readonly number[], signal: AbortSignal | undefined): Promise<number> {
    const underway = writer.withRevisions(keys).map(({ thread, revision }) => take(thread, false, revision));
    try {
      const texts = textsByDigest(underway.map(({ prepared }) => prepared));
      const found = await embed(vectors.missing(texts.keys()), texts, signal);
      writer.putVectors(found);
      // Threads that an older Kindred cut into other passages are written anew.
      await commit(underway.filter(({ prepared }) => !writer.isUnchanged(prepared)), found, signal);
      return found.size;
    } finally {
      release(underway);
    }
  }
}
