import { Worker } from "node:worker_threads";
import { KindredError } from "../forum/errors.ts";
import type { EncodedBatch, EncodeRequest, WorkerMessage, WorkerSettings } from "./worker-messages.ts";

/** One thread with the model in it. */
export interface EmbeddingWorker {
  readonly dimensions: number;
  /** One call at a time. Rejects when the thread dies under it. */
  encode(texts: readonly string[]): Promise<EncodedBatch>;
  stop(): Promise<void>;
}

/** Loading takes under a second from a warm disk; a thread that says nothing for this long never will. */
const START_LIMIT_MS = 60_000;

const unusable = (directory: string, reason: string) =>
  new KindredError(
    "model_unavailable",
    `The model in ${directory} does not load: ${reason}`,
    "Remove that folder to have it made again, or name another model with EMBEDDING_MODEL.",
  );

const stopped = (reason: string) =>
  new KindredError("model_unavailable", `The thread that embeds stopped: ${reason}.`, "Try again in a few seconds.");

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/**
 * Starts a thread and waits until the model is in it.
 * @param onDeath called once if the thread ends without `stop`, after a pending `encode` was rejected.
 * @throws KindredError `model_unavailable` when the model does not load.
 */
export async function startEmbeddingWorker(settings: WorkerSettings, onDeath: () => void): Promise<EmbeddingWorker> {
  const thread = new Worker(new URL("./worker-entry.mjs", import.meta.url), {
    workerData: settings,
    // None of the parent's flags: the thread brings its own loader.
    execArgv: [],
  });
  let stopping = false;
  let failure: string | undefined;
  let pending: Pending<EncodedBatch> | undefined;
  let running: Promise<EncodedBatch> | undefined;
  let starting: Pending<number> | undefined;

  const started = new Promise<number>((resolve, reject) => {
    starting = { resolve, reject };
  });
  const timer = setTimeout(() => starting?.reject(unusable(settings.directory, "it took over a minute.")), START_LIMIT_MS);
  thread.on("error", (error) => {
    failure = error instanceof Error ? error.message : String(error);
  });
  thread.on("message", (message: WorkerMessage) => {
    if (message.kind === "ready") starting?.resolve(message.dimensions);
    else if (message.kind === "unusable") starting?.reject(unusable(settings.directory, message.reason));
    else {
      pending?.resolve(message.batch);
      pending = undefined;
    }
  });
  let ready = false;
  thread.on("exit", (code) => {
    const reason = failure ?? `exit code ${code}`;
    starting?.reject(unusable(settings.directory, reason));
    pending?.reject(stopped(reason));
    pending = undefined;
    if (ready && !stopping) onDeath();
  });

  /** Ended inside a run of the model, a thread takes the whole process with it: what runs is awaited first. */
  const stop = async () => {
    stopping = true;
    await running?.catch(() => undefined);
    await thread.terminate();
  };
  try {
    const dimensions = await started;
    ready = true;
    return {
      dimensions,
      stop,
      encode: (texts) => {
        running = new Promise((resolve, reject) => {
          pending = { resolve, reject };
          thread.postMessage({ texts } satisfies EncodeRequest);
        });
        return running;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
