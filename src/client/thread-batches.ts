import type { NewThread } from "./shapes.ts";

/** So few that a batch is embedded well before it times out. */
const MOST_THREADS = 100;
const MOST_CHARACTERS = 1_000_000;

export interface ThreadBatch {
  /** One JSON object a line. */
  readonly lines: string;
  readonly threads: number;
}

/** Threads as they go over the wire: browsers cannot stream a body, and a batch can be sent again where all could not. */
export async function* batchesOf(threads: Iterable<NewThread> | AsyncIterable<NewThread>): AsyncGenerator<ThreadBatch> {
  let lines: string[] = [];
  let characters = 0;
  for await (const thread of threads) {
    const line = JSON.stringify(thread);
    lines.push(line);
    characters += line.length;
    if (lines.length < MOST_THREADS && characters < MOST_CHARACTERS) continue;
    yield { lines: lines.join("\n"), threads: lines.length };
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield { lines: lines.join("\n"), threads: lines.length };
}
