import { createGunzip } from "node:zlib";

/** Fed in slices of this many bytes: deflate grows at most 1,032-fold, so no slice becomes more than some 4 MB. */
const SLICE_BYTES = 4_096;
/** zlib keeps back what it was working on when it fails, at most this many bytes of text. */
const OUTPUT_BYTES = 1_024;

export class DamagedGzip extends Error {
  override readonly name = "DamagedGzip";
}

/**
 * Unpacks gzip, several members one after the other included. Where the data breaks off or is corrupt, all
 * that came before is given first (a piped zlib stream would drop what it still holds); then throws DamagedGzip.
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createGunzip({ chunkSize: OUTPUT_BYTES });
  let unpacked: Buffer[] = [];
  let failure: Error | undefined;
  inflate.on("data", (piece: Buffer) => unpacked.push(piece));
  const failed = new Promise<void>((resolve) => {
    inflate.on("error", (error) => {
      failure = error;
      resolve();
    });
  });
  function* take(): Generator<Uint8Array> {
    if (unpacked.length > 0) yield Buffer.concat(unpacked);
    unpacked = [];
    if (failure !== undefined) throw new DamagedGzip("gzip data is damaged or incomplete", { cause: failure });
  }

  try {
    for await (const chunk of bytes) {
      for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
        const written = new Promise<void>((resolve) => {
          inflate.write(chunk.subarray(start, start + SLICE_BYTES), () => resolve());
        });
        // A failed write does not call back on every Node, so the error itself is waited for as well.
        await Promise.race([written, failed]);
        yield* take();
      }
    }
    const ended = new Promise<void>((resolve) => {
      inflate.once("end", () => resolve());
      inflate.end();
    });
    await Promise.race([ended, failed]);
    yield* take();
  } finally {
    inflate.destroy();
  }
}
