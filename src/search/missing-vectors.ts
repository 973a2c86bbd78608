import { setTimeout } from "node:timers/promises";

/** Between attempts that brought nothing on, in milliseconds. */
const RETRY_MS = 30_000;

/** Threads that another model's process wrote: they have no vectors for this one until it embeds them itself. */
export interface MissingVectors {
  add(threadKey: number): void;
  /** The thread was taken in, or is gone. */
  remove(threadKey: number): void;
  /** Embeds them, if there are any and that is not under way. */
  fill(): void;
  stop(): Promise<void>;
}

export interface MissingVectorsDependencies {
  /** Embeds whatever in the store lacks a vector of this model. */
  readonly fillMissingVectors: (onProgress: undefined, signal: AbortSignal) => Promise<unknown>;
  /** Looks at these threads again; those that are whole now are removed. */
  readonly takeIn: (threadKeys: readonly number[]) => void;
  readonly log: (message: string) => void;
}

export function createMissingVectors({ fillMissingVectors, takeIn, log }: MissingVectorsDependencies): MissingVectors {
  const threadKeys = new Set<number>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let filling: Promise<void> | undefined;

  async function fillAll(): Promise<void> {
    while (threadKeys.size > 0) {
      const before = [...threadKeys];
      log(`${before.length} threads were written without vectors of this model; they are embedded now.`);
      try {
        await fillMissingVectors(undefined, signal);
        takeIn(before);
      } catch (error) {
        if (signal.aborted) return;
        log(`They could not be embedded: ${String(error)}. It is tried again in ${RETRY_MS / 1000} s.`);
      }
      if (before.some((key) => threadKeys.has(key))) await setTimeout(RETRY_MS, undefined, { signal, ref: false });
    }
  }

  return {
    add: (threadKey) => threadKeys.add(threadKey),
    remove: (threadKey) => threadKeys.delete(threadKey),
    fill: () => {
      if (threadKeys.size === 0 || signal.aborted) return;
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
