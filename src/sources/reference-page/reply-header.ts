export interface ReplyHeader {
  readonly author: string;
  readonly department?: string;
}

/** Longest header, in UTF-16 code units. */
const LONGEST_HEADER = 300;
/** Longest author or department, in words; a sentence that happens to hold "reply" is longer, or not in capitals. */
const MOST_WORDS = 8;
const CONNECTING_WORDS = new Set(["and", "of", "the", "for", "in", "de", "van", "von", "&", "/", "-"]);

/**
 * "Dr. Wu Fangcan reply Family Medicine", or undefined. Names and departments are told from sentences by their
 * capitals: "I got no reply from Dr. Chen" is not a header.
 */
export function parseReplyHeader(line: string): ReplyHeader | undefined {
  if (line.length > LONGEST_HEADER) return undefined;
  const [author, department, ...more] = ` ${line.trim()} `.split(" reply ").map((part) => part.trim());
  if (author === undefined || department === undefined || more.length > 0) return undefined;
  if (!isName(author) || (department !== "" && (!isName(department) || /[.?!:]$/.test(department)))) return undefined;
  return department === "" ? { author } : { author, department };
}

function isName(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length <= MOST_WORDS && words.every((word) => CONNECTING_WORDS.has(word) || /^[("'“]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(word));
}
