import { foldWhitespace, isBlank } from "../forum/text.ts";

/** Longest title that a thread may have, in UTF-16 code units. */
const LONGEST_TITLE = 300;

/**
 * Title and question of a thread, of what a forum keeps as its title and its text. Who writes all into the title asks
 * it there; a title that is too long for one opens the text.
 */
export function askedAs(title: string | undefined, text: string | undefined): { readonly title: string | null; readonly question: string | undefined } {
  const asked = title === undefined ? "" : foldWhitespace(title);
  if (isBlank(asked)) return { title: null, question: text };
  if (text === undefined || isBlank(text)) return { title: null, question: asked };
  return asked.length > LONGEST_TITLE ? { title: null, question: `${asked}\n\n${text}` } : { title: asked, question: text };
}
