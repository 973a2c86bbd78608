import type { Source } from "../sources/source.ts";
import type { ForumReader } from "../store/reading.ts";
import type { Ingest } from "./ingest.ts";

/**
 * Takes the sample forum out of an index that a real forum is about to share with it: invented answers have
 * no place among real ones. A thread that was changed since, or is another's by the same id, stays.
 * @returns how many threads were removed.
 */
export async function leaveSampleForum(
  sample: Source,
  reader: Pick<ForumReader, "thread">,
  ingest: Pick<Ingest, "remove">,
): Promise<number> {
  let removed = 0;
  for await (const record of sample) {
    if (record.kind !== "thread") continue;
    const known = reader.thread(record.thread.id);
    if (known === undefined || JSON.stringify(known) !== JSON.stringify(record.thread)) continue;
    if (ingest.remove(record.thread.id)) removed += 1;
  }
  return removed;
}
