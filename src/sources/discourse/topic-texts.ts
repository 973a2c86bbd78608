import type { Line } from "../lines.ts";

/** Longest topic, in UTF-16 code units: a thousand posts of the longest kind. */
export const LONGEST_TOPIC = 48_000_000;
/** Where files stand end to end without a line end between them. */
const JOINED = /(?<=\})(?=\{(?:"post_stream"|$))/;

/** The JSON of one topic, whole, with the line that it begins on; `text` is undefined where it is too long. */
export interface TopicText {
  readonly line: number;
  readonly text: string | undefined;
}

/** Topics one a line, or each over many lines: what begins at the margin with "{" begins a topic, so a broken one takes no other along. */
export async function* topicTexts(lines: AsyncIterable<Line>): AsyncGenerator<TopicText> {
  let parts: string[] = [];
  let length = 0;
  let start = 1;
  const take = (): TopicText | undefined => {
    const text = length > LONGEST_TOPIC ? undefined : parts.join("\n");
    parts = [];
    length = 0;
    return text === undefined || text.trim() !== "" ? { line: start, text } : undefined;
  };
  for await (const { number, text, problem } of lines) {
    for (const piece of text.split(JOINED)) {
      if (piece.startsWith("{")) {
        const before = take();
        if (before !== undefined) yield before;
        start = number;
      }
      length += problem === undefined ? piece.length + 1 : LONGEST_TOPIC + 1;
      if (length <= LONGEST_TOPIC) parts.push(piece);
    }
  }
  const last = take();
  if (last !== undefined) yield last;
}
