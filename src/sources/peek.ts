/** The first `length` bytes (fewer at the end of the data), and all bytes from the first on. An error comes where it came in the data. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly beginning: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let readBytes = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    while (readBytes < length) {
      const next = await iterator.next();
      if (next.done === true) break;
      read.push(next.value);
      readBytes += next.value.length;
    }
  } catch (error) {
    failure = { error };
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* read.splice(0);
      if (failure !== undefined) throw failure.error;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      // Whoever stops early closes the file.
      await iterator.return?.();
    }
  }
  return { beginning: Buffer.concat(read).subarray(0, length), all: all() };
}
