import { Thread } from "../forum/thread.ts";
import { isBlank } from "../forum/text.ts";
import type { Source } from "../sources/source.ts";
import { readRows, unusableLine } from "./text-lines.ts";

/** A text that people filed under a topic. */
export interface LabelledText {
  readonly text: string;
  readonly topic: string;
}

/**
 * Texts with their topics, from the last two columns of a tab-separated file with a header; `_` in a topic is a space.
 * @throws KindredError `input_unreadable`
 */
export async function readLabelledTexts(file: string): Promise<LabelledText[]> {
  const { rows } = await readRows(file);
  return rows.map(({ number, cells }) => {
    const remedy = "A line's last two columns, parted by tabs, are a text and its topic.";
    if (cells.length < 2) throw unusableLine(file, number, `has ${cells.length} of 2 columns`, remedy);
    const [text, label] = cells.slice(-2) as [string, string];
    const topic = label.replaceAll("_", " ").trim();
    if (isBlank(text) || isBlank(topic)) throw unusableLine(file, number, "has an empty text or topic", remedy);
    return { text, topic };
  });
}

/** Each text as a thread that names its topic, or whose department it is. */
export async function* threadsOfLabelled(texts: readonly LabelledText[], { as = "topic" }: { readonly as?: "topic" | "department" } = {}): Source {
  for (const [place, { text, topic }] of texts.entries()) {
    const label = as === "topic" ? { topics: [topic] } : { department: topic };
    yield { kind: "thread", line: place + 1, thread: Thread.parse({ id: `text-${place}`, question: text, ...label }), warnings: [] };
  }
}
