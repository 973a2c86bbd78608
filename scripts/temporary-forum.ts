import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assemble } from "../src/compose.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { createProgressLine } from "../src/ingest/progress-line.ts";
import type { Source } from "../src/sources/source.ts";

export type TemporaryForum = ReturnType<typeof assemble> & { readonly embedder: Embedder };

/** Ingests a source into an index that is gone when `use` is done with it. */
export async function withTemporaryForum<Result>(
  name: string,
  source: Source,
  embedder: Embedder,
  use: (forum: TemporaryForum) => Promise<Result>,
): Promise<Result> {
  const progress = createProgressLine(process.stderr);
  const directory = mkdtempSync(join(tmpdir(), "kindred-evaluation-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  // It holds what people wrote: an evaluation that is broken off leaves nothing behind either. Sent again, the signal
  // ends the process as it would have; process.exit would abort in the model.
  const interrupted = (signal: NodeJS.Signals) => {
    remove();
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted).kill(process.pid, signal);
  };
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
  try {
    const forum = assemble(directory, embedder, progress.say);
    try {
      await forum.follower.start();
      await forum.ingest.putAll(source, { onProgress: (done) => progress.show(name, done) });
      await forum.follower.settled();
      progress.say(`${name}: the threads are in the index, the questions follow.`);
      return await use({ ...forum, embedder });
    } finally {
      await forum.follower.stop();
      forum.database.close();
    }
  } finally {
    remove();
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }
}
