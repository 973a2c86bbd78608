import { unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { type Block, isBlankLine } from "./block.ts";

export interface PageTopic {
  readonly name: string;
  readonly department: string;
}

/** Longest name of a topic or a department, in UTF-16 code units, as in the schema `Thread`. */
const LONGEST_NAME = 300;

/** "Related FAQ": a name, then "(its department)" on the next line or the same, in the order of the page. */
export function parseTopics(block: Block): { readonly topics: readonly PageTopic[]; readonly unusable: readonly SourceRecord[] } {
  const lines = block.filter((line) => !isBlankLine(line));
  const topics: PageTopic[] = [];
  const unusable: SourceRecord[] = [];
  for (let position = 0; position < lines.length; position += 1) {
    const line = lines[position]!;
    const next = lines[position + 1];
    const department = next === undefined || next.problem !== undefined ? undefined : /^\((.+)\)$/.exec(next.text.trim())?.[1]?.trim();
    // A name may hold brackets of its own, so a department on the next line goes first.
    const topic = department === undefined ? parseOneLine(line.text) : { name: line.text.trim(), department };
    if (department !== undefined) position += 1;
    if (line.problem !== undefined) unusable.push(unusableRecord(line.number, line.problem, line.text));
    else if (topic === undefined || !isNamed(topic)) {
      unusable.push(unusableRecord(line.number, 'is no topic: a name must be followed by its "(department)"', line.text));
    } else topics.push(topic);
  }
  return { topics, unusable };
}

function parseOneLine(text: string): PageTopic | undefined {
  if (text.length > 3 * LONGEST_NAME) return undefined;
  const match = /^(.*\S)\s*\(([^()]+)\)$/.exec(text.trim());
  return match === null ? undefined : { name: match[1]!, department: match[2]!.trim() };
}

function isNamed({ name, department }: PageTopic): boolean {
  return department !== "" && name.length <= LONGEST_NAME && department.length <= LONGEST_NAME && !/^\(.*\)$/.test(name);
}
