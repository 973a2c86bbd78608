import { CuratedTopic } from "../forum/curated-topic.ts";
import { Thread } from "../forum/thread.ts";
import { admit, type Kind } from "./admit.ts";
import { shorten } from "./shorten.ts";
import type { SourceRecord, TopicLine, UnusableRecord } from "./source.ts";
import { tidyThread } from "./tidy-thread.ts";
import { tidyTopic } from "./tidy-topic.ts";

/** Longest content kept of an unusable record, in UTF-16 code units: a few KB, for reports hold many of them. */
const LONGEST_CONTENT = 8_000;

const THREAD: Kind<Thread> = { schema: Thread, tidy: tidyThread, looks: "each thread is one {…} with an id and a question" };
const TOPIC: Kind<CuratedTopic> = { schema: CuratedTopic, tidy: tidyTopic, looks: "each topic is one {…} with a name" };

/** A record that says why something could not be used. `reason` is a phrase: "question is empty". */
export function unusableRecord(line: number, reason: string, content: string): UnusableRecord {
  return { kind: "unusable", line, reason, content: shorten(content, LONGEST_CONTENT, "… (cut)") };
}

/** Whatever a source took for a thread, as the record it turns out to be. `content` is shown if it is unusable. */
export function threadRecord(candidate: unknown, line: number, content: string, warnings: readonly string[] = []): SourceRecord {
  const admission = admit(candidate, THREAD);
  if (!admission.admitted) return unusableRecord(line, admission.reason, content);
  return { kind: "thread", line, thread: admission.value, warnings: [...warnings, ...admission.warnings] };
}

/** The same of a topic. */
export function topicLine(candidate: unknown, line: number, content: string): TopicLine {
  const admission = admit(candidate, TOPIC);
  if (!admission.admitted) return unusableRecord(line, admission.reason, content);
  return { kind: "topic", line, topic: admission.value, warnings: admission.warnings };
}
