import { setTimeout } from "node:timers/promises";
import type { Changes } from "../store/changes.ts";

/** Between attempts that brought nothing on, in milliseconds. */
const RETRY_MS = 30_000;

/** What another model's process wrote: it has no vectors for this one until it embeds them itself. */
export interface MissingVectors {
  /** Keys; whoever takes one in, or finds it gone, takes it out. */
  readonly threads: Set<number>;
  readonly topics: Set<number>;
  /** Embeds them, if there are any and that is not under way. */
  fill(): void;
  stop(): Promise<void>;
}

export interface MissingVectorsDependencies {
  /** Embeds whatever in the store lacks a vector of this model. */
  readonly fillMissingVectors: (onProgress: undefined, signal: AbortSignal) => Promise<unknown>;
  /** Looks at these again; those that are whole now are removed. */
  readonly takeIn: (keys: Pick<Changes, "threadKeys" | "topicKeys">) => void;
  readonly log: (message: string) => void;
}

export function createMissingVectors({ fillMissingVectors, takeIn, log }: MissingVectorsDependencies): MissingVectors {
  const threads = new Set<number>();
  const topics = new Set<number>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let filling: Promise<void> | undefined;

  async function fillAll(): Promise<void> {
    while (threads.size + topics.size > 0) {
      const threadKeys = [...threads];
      const topicKeys = [...topics];
      log(`${threadKeys.length} threads and ${topicKeys.length} topics were written without vectors of this model; they are embedded now.`);
      try {
        await fillMissingVectors(undefined, signal);
        takeIn({ threadKeys, topicKeys });
      } catch (error) {
        if (signal.aborted) return;
        log(`They could not be embedded: ${String(error)}. It is tried again in ${RETRY_MS / 1000} s.`);
      }
      if (threadKeys.some((key) => threads.has(key)) || topicKeys.some((key) => topics.has(key))) await setTimeout(RETRY_MS, undefined, { signal, ref: false });
    }
  }

  return {
    threads,
    topics,
    fill: () => {
      if (threads.size + topics.size === 0 || signal.aborted) return;
      filling ??= fillAll()
        // Only waiting for the next attempt rejects, when it is given up.
        .catch(() => undefined)
        .finally(() => {
          filling = undefined;
        });
    },
    stop: async () => {
      stopping.abort();
      await filling;
    },
  };
}
