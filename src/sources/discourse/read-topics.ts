import { readLines } from "../lines.ts";
import { threadRecord, unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { isObject } from "../tidying.ts";
import { threadOfTopic } from "./topic.ts";
import { LONGEST_TOPIC, type TopicText, topicTexts } from "./topic-texts.ts";

/** Threads from the JSON of Discourse topics (`/t/ID.json?print=true`), one topic after the other, on a line each or not. */
export async function* readDiscourseTopics(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRecord> {
  for await (const topic of topicTexts(readLines(bytes, { longestLineBytes: LONGEST_TOPIC }))) yield recordOf(topic);
}

function recordOf({ line, text }: TopicText): SourceRecord {
  if (text === undefined) return unusableRecord(line, `is a topic longer than ${LONGEST_TOPIC} characters, or not valid UTF-8`, "");
  let topic: unknown;
  try {
    topic = JSON.parse(text);
  } catch {
    return unusableRecord(line, "is not valid JSON", text);
  }
  if (!isObject(topic) || !isObject(topic["post_stream"])) return unusableRecord(line, "is not a topic: it has no post_stream", text);
  // Nobody else is to read it, so nothing of it is kept, not even to be mended.
  if (topic["archetype"] === "private_message") return unusableRecord(line, "is a private message and was left out", "");
  const { thread, warnings } = threadOfTopic(topic);
  return threadRecord(thread, line, text, warnings);
}
