import type { RowPost } from "../posts/post.ts";
import { unusableRecord } from "../records.ts";

export type Row = Readonly<Record<string, string>>;

/** "Q", "A_HIDDEN", "Q_QUEUED" (waits for a moderator). Comments and notes are other types, and left out. */
const TYPE = /^(?<kind>[QA])(?:_(?<state>HIDDEN|QUEUED))?$/;

/**
 * One row of qa_posts as the question or answer it is; undefined for comments and notes. What is hidden or waits for a
 * moderator is hidden here too: a question becomes private, so that one that was public before disappears.
 */
export function postOfRow(row: Row, line: number): RowPost | undefined {
  const unusable = (reason: string) => unusableRecord(line, reason, JSON.stringify(row));
  const { postid: id, parentid: parent, type } = row;
  // The table of another program, whose name ends the same.
  if (type === undefined && id === undefined) return undefined;
  if (type === undefined) return unusable("type is missing");
  const groups = TYPE.exec(type)?.groups;
  if (groups === undefined) return undefined;
  if (id === undefined || id === "") return unusable("postid is missing");
  const isAnswer = groups["kind"] === "A";
  if (isAnswer && (parent === undefined || parent === "")) return unusable("is an answer without parentid");
  const common = {
    line,
    id,
    body: row["content"],
    isText: row["format"] !== "html",
    createdAt: row["created"]?.replace(" ", "T"),
    // Whoever asked without an account may have left a name.
    author: row["name"],
    authorKey: row["userid"],
    isHidden: groups["state"] !== undefined,
  };
  if (isAnswer) return { ...common, question: parent!, isAnswer };
  return {
    ...common,
    question: id,
    isAnswer,
    title: row["title"],
    tags: (row["tags"] ?? "").split(","),
    departmentKey: row["categoryid"],
    acceptedAnswer: row["selchildid"],
  };
}
