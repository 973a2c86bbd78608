import { Parser } from "htmlparser2";
import { createMicrodata, type MarkedItem } from "./microdata.ts";

/** What an HTML page says of itself, beside what people see. */
export interface PageFacts {
  readonly language: string | undefined;
  /** The address that the page names as its own, if any. */
  readonly address: string | undefined;
  /** What stands in its `<script type="application/ld+json">` blocks. */
  readonly linkedData: readonly string[];
  readonly items: readonly MarkedItem[];
}

/** Browsers stop at 512; deeper pages cost time that grows with their depth at each tag. */
const DEEPEST = 1_000;

/** Undefined for a page that is nested more than DEEPEST levels. Reads it once, and builds no tree of it. */
export function readHtml(html: string): PageFacts | undefined {
  const microdata = createMicrodata(html);
  const linkedData: string[] = [];
  let language: string | undefined;
  let canonical: string | undefined;
  let shared: string | undefined;
  let script: string | undefined;
  let depth = 0;
  let isTooDeep = false;

  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > DEEPEST) {
        isTooDeep = true;
        parser.pause();
        return;
      }
      if (name === "html") language ??= attributes["lang"] ?? attributes["xml:lang"];
      if (name === "link" && attributes["rel"]?.toLowerCase() === "canonical") canonical ??= attributes["href"];
      if (name === "meta" && attributes["property"] === "og:url") shared ??= attributes["content"];
      if (name === "script" && /^\s*application\/ld\+json\b/i.test(attributes["type"] ?? "")) script = "";
      microdata.open(name, attributes, parser.endIndex + 1);
    },
    ontext(text) {
      if (script !== undefined) script += text;
    },
    onclosetag(name) {
      depth -= 1;
      if (name === "script" && script !== undefined) {
        linkedData.push(script);
        script = undefined;
      }
      microdata.close(parser.startIndex);
    },
  });
  parser.end(html);
  return isTooDeep ? undefined : { language, address: canonical ?? shared, linkedData, items: microdata.items() };
}
