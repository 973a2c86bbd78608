import { KindredError } from "../forum/errors.ts";
import { startEmbeddingWorker, type EmbeddingWorker } from "./embedding-worker.ts";
import type { EncodedBatch, WorkerSettings } from "./worker-messages.ts";

/** A thread that dies sooner than this after it was restarted has a reason that another restart does not cure. */
const STEADY_AFTER_MS = 600_000;

export interface WorkerPoolOptions {
  readonly threads: number;
  readonly log: (message: string) => void;
  /** Called whenever `idle` or `usable` has changed by itself: a thread came or went. */
  readonly onChange: () => void;
}

export interface WorkerPool {
  readonly dimensions: number;
  /** How many threads could take a batch now. */
  readonly idle: number;
  /** False once every thread has died and none will be started again. */
  readonly usable: boolean;
  /** Gives texts to an idle thread; only while there is one. Rejects with `model_unavailable` if it dies under them. */
  encode(texts: readonly string[]): Promise<EncodedBatch>;
  stop(): Promise<void>;
}

interface Slot {
  /** Absent while a new thread starts, and for good once the slot is given up. */
  worker: EmbeddingWorker | undefined;
  state: "starting" | "idle" | "busy" | "given up";
  startedAt: number;
  restarted: boolean;
}

/**
 * Starts threads with the model in each and resolves when all are ready. A thread that dies is started again once.
 * @throws KindredError `model_unavailable` when the model does not load.
 */
export async function createWorkerPool(
  settings: WorkerSettings,
  { threads, log, onChange }: WorkerPoolOptions,
): Promise<WorkerPool> {
  const slots = Array.from({ length: threads }, (): Slot => ({
    worker: undefined,
    state: "starting",
    startedAt: 0,
    restarted: false,
  }));
  let stopping = false;

  const start = async (slot: Slot) => {
    slot.state = "starting";
    const worker = await startEmbeddingWorker(settings, () => void restart(slot));
    if (stopping) {
      await worker.stop();
      return;
    }
    Object.assign(slot, { worker, state: "idle", startedAt: Date.now() });
  };

  const restart = async (slot: Slot) => {
    slot.worker = undefined;
    slot.state = "given up";
    const steady = Date.now() - slot.startedAt > STEADY_AFTER_MS;
    if (!slot.restarted || steady) {
      slot.restarted = true;
      log("A thread that embeds stopped; another is started in its place.");
      try {
        await start(slot);
      } catch (error) {
        slot.state = "given up";
        log((error as Error).message);
      }
    }
    onChange();
  };

  const stop = async () => {
    stopping = true;
    await Promise.all(slots.map(async ({ worker }) => worker?.stop()));
  };

  const starts = await Promise.allSettled(slots.map(start));
  const failed = starts.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }

  return {
    dimensions: slots[0]!.worker!.dimensions,
    get idle() {
      return slots.filter(({ state }) => state === "idle").length;
    },
    get usable() {
      return slots.some(({ state }) => state !== "given up");
    },
    stop,
    async encode(texts) {
      const slot = slots.find(({ state }) => state === "idle");
      if (slot?.worker === undefined) throw new KindredError("internal", "No thread is free.", "Report this.");
      slot.state = "busy";
      try {
        return await slot.worker.encode(texts);
      } finally {
        if (slot.state === "busy") slot.state = "idle";
      }
    },
  };
}
