import { type Line, readLines } from "../lines.ts";
import { unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { parseAskedThread } from "./asked-thread.ts";
import { type Block, blockContent, isBlankLine, trimBlock } from "./block.ts";
import { parseSimilarThreads } from "./similar-threads.ts";
import { parseTopics } from "./topics.ts";

const PAGE_MARK = /^Share to:?$/i;
/** Each section with the line that begins it. They come in this order; any may be missing. */
const SECTION_MARKS = [
  ["moreInfo", /^More Info$/i],
  ["similar", /^Similar Q&A$/i],
  ["related", /^Related FAQ$/i],
] as const;
/** Lines of which a reference page has at least one. */
const MARKS = [PAGE_MARK, ...SECTION_MARKS.map(([, mark]) => mark), /\bAsk Date:/i, /^Reply Date:/i, /^\[Read More\]/i];

/** Longest page, in UTF-16 code units; the real one has some 8,000. */
const LONGEST_PAGE = 4_000_000;

/** True where `text`, the beginning of a file, is that of a reference page. */
export function looksLikeReferencePage(text: string): boolean {
  return text.split("\n").some((line) => MARKS.some((mark) => mark.test(line.trim())));
}

/**
 * Threads from the text of the reference page: the one it is about, then those it shows as excerpts. Several
 * pages may follow one another, as `cat` joins them; each begins at the heading above its "Share to:".
 */
export async function* readReferencePages(
  bytes: AsyncIterable<Uint8Array>,
  { longestLineBytes }: { readonly longestLineBytes: number },
): AsyncGenerator<SourceRecord> {
  let page = createPage();
  for await (const line of readLines(bytes, { longestLineBytes })) {
    if (PAGE_MARK.test(line.text.trim()) && page.hasMark()) {
      const heading = page.takeHeading();
      yield* page.records();
      page = createPage();
      for (const kept of heading) page.add(kept);
    }
    page.add(line);
  }
  yield* page.records();
}

/** The lines of one page; past its longest length only counted on, until the next page begins. */
function createPage() {
  const lines: Line[] = [];
  let length = 0;
  let marked = false;
  let last: Line | undefined;

  return {
    add(line: Line): void {
      length += line.text.length + 1;
      if (length <= LONGEST_PAGE) lines.push(line);
      if (PAGE_MARK.test(line.text.trim())) marked = true;
      if (!isBlankLine(line)) last = line;
    },
    hasMark: () => marked,
    /** Takes out the last line that is not blank: it belongs to the page that follows. */
    takeHeading(): Line[] {
      const heading = last;
      if (heading === undefined) return [];
      const position = lines.lastIndexOf(heading);
      if (position !== -1) lines.splice(position);
      return [heading];
    },
    records(): SourceRecord[] {
      if (length <= LONGEST_PAGE) return parseReferencePage(lines);
      return [unusableRecord(lines[0]?.number ?? last?.number ?? 1, `is a page longer than ${LONGEST_PAGE} characters`, blockContent(lines))];
    },
  };
}

function parseReferencePage(lines: Block): SourceRecord[] {
  const { asked, moreInfo, similar, related } = splitSections(lines);
  const { topics, unusable } = parseTopics(related);
  const hasAsked = trimBlock([...asked, ...moreInfo]).length > 0;
  const records = [
    ...(hasAsked ? parseAskedThread(asked, moreInfo, topics) : refuseTopics(related)),
    ...parseSimilarThreads(similar),
    ...unusable,
  ];
  return records.sort((one, other) => one.line - other.line);
}

/** A topic lives by its threads; without the thread that the page is about, these have none. */
function refuseTopics(related: Block): SourceRecord[] {
  const [first] = trimBlock(related);
  return first === undefined ? [] : [unusableRecord(first.number, "topics without the thread that they belong to", blockContent(related))];
}

interface Sections {
  readonly asked: Block;
  readonly moreInfo: Block;
  readonly similar: Block;
  readonly related: Block;
}

function splitSections(lines: Block): Sections {
  const sections: Record<keyof Sections, Line[]> = { asked: [], moreInfo: [], similar: [], related: [] };
  let current: keyof Sections = "asked";
  // Only what may still come is a mark: a "More Info" further down is somebody's text.
  let ahead: readonly (typeof SECTION_MARKS)[number][] = SECTION_MARKS;
  for (const line of lines) {
    const reached = ahead.findIndex(([, mark]) => mark.test(line.text.trim()));
    if (reached === -1) {
      sections[current].push(line);
      continue;
    }
    current = ahead[reached]![0];
    ahead = ahead.slice(reached + 1);
  }
  return sections;
}
