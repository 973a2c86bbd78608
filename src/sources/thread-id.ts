import { createHash } from "node:crypto";
import { foldWhitespace } from "../forum/text.ts";

/** Longest readable part of an id, in UTF-16 code units. */
const LONGEST_SLUG = 80;

/**
 * A page gives its threads no ids, so the title does: readable, and the same on every page that shows the
 * thread, whole or as an excerpt. The digest keeps apart titles that differ only in what a slug leaves out.
 */
export function threadIdFromTitle(title: string): string {
  return readableId(foldWhitespace(title).normalize("NFC"));
}

/**
 * The number in the address of a thread, as forums have it: "/questions/123/my-knee", "/123/my-knee", "/t/my-knee/123",
 * "/showthread.php?t=123". Where there is none, or several, one made of the whole address: a guess among numbers
 * could give two threads one id.
 */
export function threadIdFromAddress(address: URL): string {
  const segments = address.pathname.split("/").filter((segment) => segment !== "");
  const numbers = segments.filter((segment) => /^\d+$/.test(segment));
  const parameters = [...address.searchParams.values()].filter((value) => /^\d+$/.test(value));
  const candidates = numbers.length > 0 ? numbers : parameters;
  if (candidates.length === 1) return candidates[0]!;
  return readableId(decodeSafely(address.pathname + address.search));
}

function readableId(text: string): string {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const slug = slugOf(text);
  return slug === "" ? digest : `${slug}-${digest}`;
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
