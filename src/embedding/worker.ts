import { parentPort, workerData } from "node:worker_threads";
import { loadTextEncoder, type TextEncoder } from "./text-encoder.ts";
import type { EncodeRequest, EncodedBatch, WorkerMessage, WorkerSettings } from "./worker-messages.ts";

/** The thread that embeds: ONNX Runtime blocks whichever thread it runs in, so it must not be the one that serves. */
const port = parentPort;
if (port === null) throw new Error("worker.ts runs only as a worker thread.");

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

async function encodeBatch(encoder: TextEncoder, texts: readonly string[]): Promise<EncodedBatch> {
  const vectors = new Float32Array(texts.length * encoder.dimensions);
  const failures: { position: number; reason: string }[] = [];
  for (const [position, text] of texts.entries()) {
    try {
      vectors.set(await encoder.encode(text), position * encoder.dimensions);
    } catch (error) {
      failures.push({ position, reason: reasonOf(error) });
    }
  }
  return { vectors, failures };
}

try {
  const encoder = await loadTextEncoder(workerData as WorkerSettings);
  port.on("message", async ({ texts }: EncodeRequest) => {
    const batch = await encodeBatch(encoder, texts);
    send({ kind: "encoded", batch }, [batch.vectors.buffer]);
  });
  send({ kind: "ready", dimensions: encoder.dimensions });
} catch (error) {
  send({ kind: "unusable", reason: reasonOf(error) });
}
