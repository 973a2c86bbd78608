import { Parser } from "htmlparser2";
import { KindredError } from "../../forum/errors.ts";

/** What whoever reads a document is told, and tells. */
export interface XmlHandler {
  onOpen(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  onText?(text: string): void;
  onClose?(name: string): void;
}

interface XmlOptions {
  readonly name: string;
  /** The element around all others. */
  readonly root: string;
  /** Longest stretch without the end of a tag, in UTF-16 code units: a quotation mark that is missing must not fill the memory. */
  readonly longest: number;
}

/**
 * What `handlerOf` emits for an XML document, as it is read; holds one tag at a time. Throws KindredError
 * "input_unreadable" where the document breaks off or is no XML, after what came before.
 */
export async function* readXml<Item>(
  bytes: AsyncIterable<Uint8Array>,
  { name, root, longest }: XmlOptions,
  handlerOf: (emit: (item: Item) => void) => XmlHandler,
): AsyncGenerator<Item> {
  const broken = (what: string) =>
    new KindredError("input_unreadable", `${name} is broken XML: ${what}`, "Export the dump again, then start again: what came in already costs nothing.");
  let items: Item[] = [];
  let failure: KindredError | undefined;
  let depth = 0;
  let chunk = "";
  let chunkStart = 0;
  let chunkLine = 1;
  let counted = 0;
  let lastTagEnd = 0;

  /** Line of what begins at `index` of the document; asked in ascending order. */
  function lineAt(index: number): number {
    const end = index - chunkStart;
    for (let at = chunk.indexOf("\n", counted); at !== -1 && at < end; at = chunk.indexOf("\n", counted)) {
      chunkLine += 1;
      counted = at + 1;
    }
    return chunkLine;
  }

  const handler = handlerOf((item) => items.push(item));
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (failure !== undefined) return;
        lastTagEnd = parser.endIndex;
        if (depth === 0 && tag !== root) failure = broken(`<${tag.slice(0, 60)}> stands where <${root}> should`);
        depth += 1;
        if (depth > 1) handler.onOpen(tag, attributes, lineAt(parser.startIndex));
      },
      ontext(text) {
        if (failure === undefined && depth > 1) handler.onText?.(text);
      },
      onclosetag(tag) {
        // At the end of the document the parser closes what nobody closed.
        if (failure !== undefined || ended) return;
        lastTagEnd = parser.endIndex;
        depth -= 1;
        if (depth > 0) handler.onClose?.(tag);
      },
    },
    { xmlMode: true },
  );
  let ended = false;

  function* take(): Generator<Item> {
    const taken = items;
    items = [];
    yield* taken;
    if (failure !== undefined) throw failure;
  }

  for await (const text of decoded(bytes)) {
    lineAt(chunkStart + chunk.length);
    chunkStart += chunk.length;
    chunk = text;
    counted = 0;
    parser.write(text);
    if (chunkStart + chunk.length - lastTagEnd > longest) failure ??= broken(`no tag ends within ${longest} characters`);
    yield* take();
  }
  ended = true;
  parser.end();
  if (depth > 0) failure ??= broken("it breaks off before its end");
  yield* take();
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
