import type { Topic } from "../forum/topic.ts";
import type { MiningSummary } from "./topic-mining.ts";
import type { ReviewedTopic, TopicReview } from "./topic-review.ts";

/** Of each kind of change so many are named; the rest is counted. */
const MOST_NAMED = 20;

/** What mining did, for people to read: each kind of change with its topics, then the counts. */
export function summaryText({ added, renamed, merged, split, dropped, kept, topics, threads, changed }: MiningSummary): string {
  const lines = [
    ...listed("added", added.map(labelOf)),
    ...listed("renamed", renamed.map(({ topic, from }) => `${from} → ${labelOf(topic)}`)),
    ...listed("merged", merged.map(({ topic, into }) => `${labelOf(topic)} → ${labelOf(into)}`)),
    ...listed("split", split.map(({ topic, into }) => `${labelOf(topic)} → ${into.map(labelOf).join(", ")}`)),
    ...listed("dropped", dropped.map(labelOf)),
  ];
  const counts = [`${added.length} added`, `${renamed.length} renamed`, `${merged.length} merged`, `${split.length} split`, `${dropped.length} dropped`, `${kept} kept`];
  const left = threads.total - threads.inTopics;
  return [
    ...lines,
    `${topics} topics: ${counts.join(", ")}.${changed ? "" : " Nothing changed."}`,
    `${threads.inTopics} of ${threads.total} threads are in one (${percent(threads.inTopics, threads.total)} %); ${left} fit nowhere.`,
    "",
  ].join("\n");
}

/** Topics with their threads, a heading before each kind. */
export function reviewText({ largest, drawn }: TopicReview): string {
  const text = (topic: ReviewedTopic) => [`${labelOf(topic)}, ${topic.threadCount} ${topic.threadCount === 1 ? "thread" : "threads"}`, ...topic.threads.map((title) => `    ${title}`)];
  return [`The ${largest.length} largest topics`, ...largest.flatMap(text), "", `${drawn.length} others`, ...drawn.flatMap(text), "", ""].join("\n");
}

function listed(kind: string, entries: readonly string[]): string[] {
  const more = entries.length - MOST_NAMED;
  const named = entries.slice(0, MOST_NAMED).map((entry) => `${kind}: ${entry}`);
  return more > 0 ? [...named, `${kind}: and ${more} more (--json names all)`] : named;
}

const labelOf = ({ name, department }: Pick<Topic, "name" | "department">) => (department === null ? name : `${name} (${department})`);

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10);
