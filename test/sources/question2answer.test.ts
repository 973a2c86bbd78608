import { describe, expect, it } from "vitest";
import { openSource } from "../../src/sources/open-source.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const field = ([name, value]: [string, string | null]) =>
  value === null ? `\t\t<field name="${name}" xsi:nil="true" />\n` : `\t\t<field name="${name}">${escapeXml(value)}</field>\n`;
const row = (fields: Record<string, string | null>) => `\t<row>\n${Object.entries(fields).map(field).join("")}\t</row>\n`;
const table = (name: string, ...rows: Record<string, string | null>[]) =>
  `\t<table_structure name="${name}">\n\t\t<field Field="postid" Type="int(10) unsigned" Null="NO" />\n\t</table_structure>\n\t<table_data name="${name}">\n${rows.map(row).join("")}\t</table_data>\n`;
const dump = (...tables: string[]) =>
  `<?xml version="1.0"?>\n<mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<database name="workshop">\n${tables.join("")}</database>\n</mysqldump>\n`;
const read = (text: string | Uint8Array, size?: number) => all(openSource("-", { standardInput: chunked(text, size) }));

const question = { postid: "7", type: "Q", parentid: null, categoryid: "3", selchildid: "9", userid: "5", createip: "\u0000\u0001\u007f", format: "html", created: "2031-02-03 10:00:00", title: "Why does my knee hum?", content: "<p>My knee hums &amp; ticks.</p>\n", tags: "knees,humming" };
const answer = (postid: string, given: Record<string, string | null> = {}) => ({ postid, type: "A", parentid: "7", userid: "6", format: "", created: `2031-02-0${postid} 10:00:00`, content: `Oil <it>.\nAnswer ${postid}.`, ...given });
const categories = table("qa_categories", { categoryid: "3", parentid: null, title: "Knees & Elbows", tags: "knees" });
const users = table("qa_users", { userid: "5", email: "bolty@workshop.example", handle: "bolty", passhash: "x" }, { userid: "6", email: "ada@workshop.example", handle: "Cog. Ada" });
const posts = (...more: Record<string, string | null>[]) => table("qa_posts", question, ...more);

const thread = {
  id: "7",
  title: "Why does my knee hum?",
  department: "Knees & Elbows",
  tags: ["knees", "humming"],
  topics: [],
  visibility: "public",
  asker: { name: "bolty" },
  question: "My knee hums & ticks.",
  askedAt: "2031-02-03T10:00:00",
  replies: [
    { id: "8", author: "Cog. Ada", text: "Oil <it>.\nAnswer 8.", repliedAt: "2031-02-08T10:00:00" },
    { id: "9", author: "Visitor", text: "Oil <it>.\nAnswer 9.", repliedAt: "2031-02-09T10:00:00", accepted: true },
  ],
};
const answers = [answer("9", { userid: null, name: "Visitor" }), answer("8")];

describe("a dump of Question2Answer", () => {
  it("gives questions with answers, departments and names, whatever the order of its tables", async () => {
    for (const tables of [[posts(...answers), categories, users], [users, categories, posts(...answers)]]) {
      const records = await read(dump(...tables));
      expect(records).toEqual([{ kind: "thread", line: expect.any(Number), warnings: [], thread }]);
    }
  });

  it("is read in chunks of any size, with any beginning of its tables' names", async () => {
    const text = dump(posts(...answers), categories, users).replaceAll("qa_", "forum_qa_");
    for (const size of [1, 10, 1_000]) expect(threadsOf(await read(text, size))).toEqual([thread]);
  });

  it("brings nothing of people but what they are called", async () => {
    expect(JSON.stringify(await read(dump(posts(answer("8", { type: "Q", parentid: null })), users)))).not.toMatch(/workshop\.example|passhash/);
  });

  it("hides what is hidden or waits for a moderator, and leaves comments out", async () => {
    const hidden = (type: string, postid: string) => ({ ...question, type, postid });
    const comment = { postid: "30", type: "C", parentid: "7", content: "Thank you!" };
    const records = await read(dump(posts(hidden("Q_HIDDEN", "20"), hidden("Q_QUEUED", "21"), answer("8", { type: "A_HIDDEN" }), answer("9", { type: "A_QUEUED" }), comment, { postid: "31", type: "C_HIDDEN", parentid: "8", content: "No." })));
    expect(threadsOf(records).map(({ id, visibility, replies }) => `${id} ${visibility} ${replies.length}`).toSorted()).toEqual(["20 private 0", "21 private 0", "7 public 0"]);
    expect(unusableOf(records)).toEqual([]);
  });

  it("asks in a title alone, as it lets people do", async () => {
    const [found] = threadsOf(await read(dump(table("qa_posts", { ...question, content: "" }))));
    expect(found).toMatchObject({ question: "Why does my knee hum?" });
  });

  it("reports rows that cannot be used, with the line they begin on", async () => {
    const records = await read(dump(table("qa_posts", { type: "Q", content: "x" }, { postid: "2", type: "A", content: "x" }, { postid: "3", content: "x" }, answer("8", { parentid: "70" }))));
    expect(unusableOf(records).map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "8: postid is missing",
      "12: is an answer without parentid",
      "17: type is missing",
      "21: is an answer to 70, which is no question of this dump",
    ]);
  });

  it("passes by the tables of other programs", async () => {
    const other = table("wp_posts", { ID: "1", post_content: "Buy springs!" });
    expect(await read(dump(other, posts(...answers), categories, users))).toHaveLength(1);
  });
});
