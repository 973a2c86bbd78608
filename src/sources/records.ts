import { admitThread } from "./admit-thread.ts";
import { shorten } from "./shorten.ts";
import type { SourceRecord } from "./source.ts";

/** Longest content kept of an unusable record, in UTF-16 code units: a few KB, for reports hold many of them. */
const LONGEST_CONTENT = 8_000;

/** A record that says why something could not be used. `reason` is a phrase: "question is empty". */
export function unusableRecord(line: number, reason: string, content: string): SourceRecord {
  return { kind: "unusable", line, reason, content: shorten(content, LONGEST_CONTENT, "… (cut)") };
}

/** Whatever a source took for a thread, as the record it turns out to be. `content` is shown if it is unusable. */
export function threadRecord(candidate: unknown, line: number, content: string, warnings: readonly string[] = []): SourceRecord {
  const admission = admitThread(candidate);
  if (!admission.admitted) return unusableRecord(line, admission.reason, content);
  return { kind: "thread", line, thread: admission.thread, warnings: [...warnings, ...admission.warnings] };
}
