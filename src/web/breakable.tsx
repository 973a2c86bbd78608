/** @jsxRuntime automatic @jsxImportSource hono/jsx */

/** A word may be so long before it may break, in letters as people see them. */
const LONGEST_PART = 30;
const LONG_WORD = new RegExp(`(\\S{${LONGEST_PART + 1},})`, "u");

const letters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Text whose endless words may break where no stylesheet of ours says so: a page of another site must not be pushed apart. */
export const Breakable = ({ text }: { readonly text: string }) => (
  <>
    {text.split(LONG_WORD).map((part, place) =>
      // What the pattern captures stands at the odd places.
      place % 2 === 0 ? part : partsOf(part).map((some, first) => (first === 0 ? some : <><wbr />{some}</>)),
    )}
  </>
);

function partsOf(word: string): string[] {
  const parts: string[] = [];
  let part = "";
  let length = 0;
  for (const { segment } of letters.segment(word)) {
    part += segment;
    length += 1;
    if (length < LONGEST_PART) continue;
    parts.push(part);
    part = "";
    length = 0;
  }
  return part === "" ? parts : [...parts, part];
}
