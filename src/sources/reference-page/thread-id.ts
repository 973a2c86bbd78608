import { createHash } from "node:crypto";
import { foldWhitespace } from "../../forum/text.ts";

/** Longest readable part of an id, in UTF-16 code units. */
const LONGEST_SLUG = 80;

/**
 * A page gives its threads no ids, so the title does: readable, and the same on every page that shows the
 * thread, whole or as an excerpt. The digest keeps apart titles that differ only in what a slug leaves out.
 */
export function threadIdFromTitle(title: string): string {
  const folded = foldWhitespace(title).normalize("NFC");
  const digest = createHash("sha256").update(folded).digest("hex").slice(0, 8);
  const slug = slugOf(folded);
  return slug === "" ? digest : `${slug}-${digest}`;
}

function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036F'’]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word : `${slug}-${word}`;
    if (longer.length > LONGEST_SLUG) break;
    slug = longer;
  }
  return slug;
}
