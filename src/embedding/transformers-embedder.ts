import { KindredError } from "../forum/errors.ts";
import type { Embedder } from "./embedder.ts";
import type { ResolvedModel } from "./resolved-model.ts";
import { createTextQueue, type EmbedCall, type QueuedText, type QueueLimits } from "./text-queue.ts";
import { createWorkerPool } from "./worker-pool.ts";

/** A thread is busy with one batch for about 25 ms: the longest that a visitor's question waits behind an ingest. */
const BATCH_CHARACTERS = 2_000;
/** About a second's work on two cores, and about a minute's. */
const SHORT_LIMITS: QueueLimits = { texts: 512, characters: 1_000_000 };
const LONG_LIMITS: QueueLimits = { texts: 16_384, characters: 16_000_000 };

export interface TransformersEmbedderOptions {
  /** Worker threads, each with a model of its own: about 300 MB. */
  readonly threads: number;
  /** Most that may wait in calls of one or two texts. */
  readonly shortLimits?: QueueLimits;
  /** Most that may wait in longer calls. */
  readonly longLimits?: QueueLimits;
  readonly log?: (message: string) => void;
}

const disposed = () =>
  new KindredError("model_unavailable", "The embedder has been shut down.", "Start the service again.");
const givenUp = () =>
  new KindredError(
    "model_unavailable",
    "Every thread that embeds stopped twice in a short time.",
    "Restart the service; if it happens again, give it more memory or fewer threads.",
  );
const unembeddable = (reason: string) =>
  new KindredError("internal", `A text could not be embedded: ${reason}`, "Report this with the model's name.");

/**
 * An embedder over a model folder, in worker threads of one ONNX Runtime thread each. Resolves when the model is
 * loaded; whoever creates it disposes of it.
 *
 * `embed` rejects with KindredError `overloaded` when too much waits already, `internal` when the model gives no
 * usable vector for a text, `model_unavailable` when the threads died or `dispose` was called, and with the
 * signal's reason when that aborts first.
 * @throws KindredError `model_unavailable` when the model does not load.
 */
export async function createTransformersEmbedder(
  { directory, weights, fingerprint }: ResolvedModel,
  {
    threads,
    shortLimits = SHORT_LIMITS,
    longLimits = LONG_LIMITS,
    log = () => {},
  }: TransformersEmbedderOptions,
): Promise<Embedder> {
  const queue = createTextQueue({ short: shortLimits, long: longLimits });
  /** Calls not answered yet. */
  const open = new Set<EmbedCall>();
  let closed = false;
  let scheduled = false;

  const fail = (call: EmbedCall, error: unknown) => {
    queue.remove(call);
    if (open.delete(call)) call.reject(error);
  };

  const runBatch = async (batch: readonly QueuedText[]) => {
    try {
      const { vectors, failures } = await pool.encode(batch.map(({ call, position }) => call.texts[position]!));
      for (const { position, reason } of failures) fail(batch[position]!.call, unembeddable(reason));
      const { dimensions } = pool;
      batch.forEach(({ call, position }, place) => {
        call.vectors[position] = vectors.slice(place * dimensions, (place + 1) * dimensions);
        call.unfinished -= 1;
        if (call.unfinished === 0 && open.delete(call)) call.resolve(call.vectors);
      });
    } catch (error) {
      for (const { call } of batch) fail(call, error);
    }
    dispatch();
  };

  const dispatch = () => {
    scheduled = false;
    if (!pool.usable) for (const call of open) fail(call, givenUp());
    for (let { idle } = pool; idle > 0 && queue.texts > 0; idle -= 1) {
      // An even share, so that a call of a few texts is spread over the idle threads rather than filling one batch.
      void runBatch(queue.take(Math.ceil(queue.texts / idle), BATCH_CHARACTERS));
    }
  };

  /** Calls made in one turn of the event loop are joined: they are handed out together when the turn is over. */
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(dispatch);
  };

  const pool = await createWorkerPool({ directory, weights }, { threads, log, onChange: schedule });

  return {
    fingerprint,
    dimensions: pool.dimensions,
    get usable() {
      return !closed && pool.usable;
    },
    async embed(texts, { signal } = {}) {
      signal?.throwIfAborted();
      if (closed) throw disposed();
      if (!pool.usable) throw givenUp();
      if (texts.length === 0) return [];
      // Longest first: the threads then finish a call at about the same time.
      const waiting = texts.map((_, position) => position);
      waiting.sort((left, right) => texts[right]!.length - texts[left]!.length);
      let onAbort: (() => void) | undefined;
      try {
        return await new Promise<Float32Array[]>((resolve, reject) => {
          const vectors = Array.from({ length: texts.length }, () => new Float32Array());
          const call: EmbedCall = { texts: [...texts], waiting, vectors, unfinished: texts.length, resolve, reject };
          queue.add(call);
          open.add(call);
          onAbort = () => fail(call, signal?.reason);
          signal?.addEventListener("abort", onAbort, { once: true });
          schedule();
        });
      } finally {
        if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
      }
    },
    async dispose() {
      closed = true;
      for (const call of open) fail(call, disposed());
      await pool.stop();
    },
  };
}
