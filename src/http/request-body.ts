import { isUtf8 } from "node:buffer";
import type { MiddlewareHandler } from "hono";
import { KindredError } from "../forum/errors.ts";
import { InvalidRequest } from "./problem.ts";

/** Reads a small body at once: counted while it arrives, and refused where it is too large, empty or not UTF-8. */
export function wholeBody(mostBytes: number): MiddlewareHandler {
  return async function wholeBody(c, next) {
    refuseCompressed(c.req.header("content-encoding"));
    const { body } = c.req.raw;
    if (body === null) return next();
    const chunks: Uint8Array[] = [];
    for await (const chunk of bounded(body, mostBytes)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.toString("latin1").trim() === "") throw new InvalidRequest("The body is empty.");
    if (!isUtf8(bytes)) throw new InvalidRequest("The body is not valid UTF-8.");
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body: bytes });
    return next();
  };
}

/** The chunks of a body as they arrive; throws `payload_too_large` once there are more than `mostBytes`. */
export async function* bounded(body: ReadableStream<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let count = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      count += value.byteLength;
      if (count > mostBytes) {
        throw new KindredError("payload_too_large", `The body is larger than ${mostBytes} bytes.`, "Send less at once.");
      }
      yield value;
    }
  } finally {
    // Left early, the rest is not wanted; a body that broke off has nothing left to cancel.
    await reader.cancel().catch(() => {});
  }
}

export function refuseCompressed(encoding: string | undefined): void {
  if (encoding === undefined || encoding.toLowerCase() === "identity") return;
  throw new KindredError("unsupported_media_type", "Compressed bodies are not read here.", "Send it without Content-Encoding.");
}
