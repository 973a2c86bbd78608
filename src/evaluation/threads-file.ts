import { KindredError } from "../forum/errors.ts";
import type { Source } from "../sources/source.ts";

/** Lines that are named when some cannot be used. */
const MOST_NAMED = 3;

/**
 * Reads a source to its end and embeds nothing: an evaluation over fewer threads than somebody thinks would please too
 * easily.
 * @throws KindredError `input_unreadable` where lines cannot be used, or no thread is there
 */
export async function assertWhole(file: string, source: Source): Promise<void> {
  const problems: string[] = [];
  let threads = 0;
  for await (const record of source) {
    if (record.kind === "unusable") problems.push(`line ${record.line} ${record.reason}`);
    else threads += 1;
  }
  if (problems.length > 0) {
    const more = problems.length > MOST_NAMED ? `, and ${problems.length - MOST_NAMED} more` : "";
    throw new KindredError(
      "input_unreadable",
      `${file} has lines that cannot be used: ${problems.slice(0, MOST_NAMED).join("; ")}${more}`,
      "Mend these lines or take them out: an evaluation runs over all threads or none.",
    );
  }
  if (threads === 0) throw new KindredError("input_unreadable", `${file} holds no thread`, "Give one thread on each line, as for npm run ingest.");
}
