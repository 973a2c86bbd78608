import type { RowPost } from "../posts/post.ts";
import { type PostReadingOptions, readPosts } from "../posts/read-posts.ts";
import { unusableRecord } from "../records.ts";
import type { SourceRecord } from "../source.ts";
import { readXml } from "../xml/read-xml.ts";
import { postOfRow, type Row } from "./post-of-row.ts";

/** Longest row, in UTF-16 code units; a longer one is reported. */
const LONGEST_ROW = 4_000_000;

/** The columns that are read of each table, by the end of its name: the beginning is each forum's own. Nothing else of a person is taken. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  posts: ["postid", "type", "parentid", "categoryid", "selchildid", "userid", "format", "created", "title", "content", "tags", "name"],
  categories: ["categoryid", "title"],
  users: ["userid", "handle"],
};

/**
 * Threads from `mysqldump --xml DATABASE qa_posts qa_categories qa_users`, tables in any order, of any size; names of
 * people and categories are held in memory. Threads come question by question, not in the order of the file.
 */
export function readQuestion2AnswerDump(
  bytes: AsyncIterable<Uint8Array>,
  { name, longestLineBytes, ...options }: PostReadingOptions & { readonly name: string; readonly longestLineBytes: number },
): AsyncGenerator<SourceRecord> {
  const handles = new Map<string, string>();
  const categories = new Map<string, string>();

  function postFrom(table: string, row: Row, line: number): RowPost | undefined {
    if (table === "posts") return postOfRow(row, line);
    const [key, value, names] = table === "users" ? [row["userid"], row["handle"], handles] : [row["categoryid"], row["title"], categories];
    if (key !== undefined && value !== undefined) names.set(key, value);
    return undefined;
  }

  const rows = readXml<RowPost>(bytes, { name, root: "mysqldump", longest: longestLineBytes }, (emit) => {
    let table: string | undefined;
    let row: Record<string, string> | undefined;
    let field: string | undefined;
    let line = 1;
    let length = 0;
    return {
      onOpen(tag, attributes, at) {
        if (tag === "table_data") table = Object.keys(COLUMNS).find((end) => attributes["name"]?.endsWith(end) === true);
        else if (tag === "row") [row, line, length] = [{}, at, 0];
        else if (tag === "field" && row !== undefined && table !== undefined) {
          field = COLUMNS[table]!.find((column) => column === attributes["name"]);
          if (field !== undefined && attributes["xsi:nil"] !== "true") row[field] = "";
        }
      },
      onText(text) {
        if (row === undefined || field === undefined) return;
        length += text.length;
        if (length <= LONGEST_ROW) row[field] += text;
      },
      onClose(tag) {
        if (tag === "field") field = undefined;
        else if (tag === "table_data") table = undefined;
        else if (tag === "row" && row !== undefined && table !== undefined) {
          const item = length > LONGEST_ROW ? unusableRecord(line, `is a row longer than ${LONGEST_ROW} characters`, JSON.stringify(row)) : postFrom(table, row, line);
          if (item !== undefined) emit(item);
          row = undefined;
        }
      },
    };
  });
  return readPosts(rows, {
    ...options,
    complete: (post) => ({
      ...post,
      author: post.authorKey === undefined ? post.author : (handles.get(post.authorKey) ?? post.author),
      department: post.departmentKey === undefined ? undefined : categories.get(post.departmentKey),
    }),
  });
}
