import { isObject, type JsonObject } from "../tidying.ts";

/** More nodes than that are no question with its answers. */
const MOST_NODES = 50_000;

/** All objects of JSON-LD blocks, those inside of others and in @graph included; a block that is no JSON gives none. */
export function nodesOf(blocks: readonly string[]): JsonObject[] {
  const nodes: JsonObject[] = [];
  const waiting: unknown[] = blocks.map(parseBlock).toReversed();
  while (waiting.length > 0 && nodes.length < MOST_NODES) {
    const value = waiting.pop();
    if (isObject(value)) nodes.push(value);
    // Taken from the end, so put there in reverse: nodes come in the order of the page.
    if (typeof value === "object" && value !== null) for (const inner of Object.values(value).toReversed()) if (typeof inner === "object" && inner !== null) waiting.push(inner);
  }
  return nodes;
}

/** Many pages break their lines inside of strings, which JSON forbids; comments around the block are common as well. */
function parseBlock(block: string): unknown {
  const bare = block.replace(/^\s*(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, "").replace(/(?:-->|\/\/\s*\]\]>|\]\]>)?[\s;]*$/, "");
  for (const text of [bare, bare.replaceAll(/\p{Cc}+/gu, " ")]) {
    try {
      return JSON.parse(text);
    } catch {
      // Then it is none.
    }
  }
  return undefined;
}
