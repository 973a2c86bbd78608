import type { RowPost } from "../posts/post.ts";
import { unusableRecord } from "../records.ts";

const QUESTION = "1";
const ANSWER = "2";
/** What an attribute is called; anything else is the rest of a value whose quotation mark was not escaped. */
const ATTRIBUTE = /^[A-Za-z_][\w:.-]*$/;

/**
 * One `<row …/>` as the question or answer it is; undefined for rows of other kinds (wikis of tags, nominations).
 * A deleted question is hidden, so that it disappears here as well; of an owner only the name is taken.
 */
export function postOfRow(tag: string, row: Readonly<Record<string, string>>, line: number): RowPost | undefined {
  const unusable = (reason: string) => unusableRecord(line, reason, JSON.stringify(row));
  if (tag !== "row") return unusable(`is <${tag}>, not a <row>`);
  if (!Object.keys(row).every((name) => ATTRIBUTE.test(name))) return unusable("is not well-formed XML: a quotation mark in a value must be written as &quot;");
  const { Id: id, PostTypeId: type, ParentId: parent } = row;
  if (type === undefined) return unusable("PostTypeId is missing");
  if (type !== QUESTION && type !== ANSWER) return undefined;
  if (id === undefined || id === "") return unusable("Id is missing");
  if (type === ANSWER && (parent === undefined || parent === "")) return unusable("is an answer without ParentId");
  if (row["Body"] === undefined) return unusable("Body is missing");
  const common = {
    line,
    id,
    body: row["Body"],
    createdAt: withZone(row["CreationDate"]),
    author: row["OwnerDisplayName"],
    isHidden: row["DeletionDate"] !== undefined && row["DeletionDate"] !== "",
  };
  if (type === ANSWER) return { ...common, question: parent!, isAnswer: true };
  return { ...common, question: id, isAnswer: false, title: row["Title"], tags: tagsOf(row["Tags"]), acceptedAnswer: row["AcceptedAnswerId"] };
}

/** "<back-pain><knee>", or "|back-pain|knee|" in newer dumps. */
function tagsOf(tags: string | undefined): string[] {
  return (tags ?? "").split(/[<>|]+/).filter((tag) => tag !== "");
}

/** Times of the dump are UTC and do not say so. */
function withZone(time: string | undefined): string | undefined {
  return time !== undefined && /T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(time) ? `${time}Z` : time;
}
