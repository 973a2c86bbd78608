import type { Thread } from "../../src/forum/thread.ts";
import type { SourceRecord } from "../../src/sources/source.ts";

export type Unusable = Extract<SourceRecord, { kind: "unusable" }>;

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** `data` in chunks of `size` bytes. */
export async function* chunked(data: Uint8Array | string, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof data === "string" ? Buffer.from(data) : data;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function threadsOf(records: readonly SourceRecord[]): Thread[] {
  return records.flatMap((record) => (record.kind === "thread" ? [record.thread] : []));
}

export function unusableOf(records: readonly SourceRecord[]): Unusable[] {
  return records.filter((record) => record.kind === "unusable");
}
