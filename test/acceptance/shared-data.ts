import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const SHARED = resolve(import.meta.dirname, "../../../shared");

/** The real forum and the reference page stand beside the project, not in it. */
export const FORUM = join(SHARED, "data/forum-en/threads.jsonl");
export const hasSharedData = existsSync(FORUM) && existsSync(join(SHARED, "seed"));

export function referencePages(): string[] {
  const folder = join(SHARED, "seed");
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Put into the name of every suite that needs the data, so that a run without it says what it left out. */
export const WHERE = hasSharedData ? "" : " (skipped: ../shared is not there)";
