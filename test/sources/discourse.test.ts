import { describe, expect, it } from "vitest";
import { openSource } from "../../src/sources/open-source.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const read = (text: string, size?: number) => all(openSource("-", { standardInput: chunked(text, size) }));
const post = (number: number, given: object = {}) => ({
  id: 100 + number,
  name: "",
  username: `cog_${number}`,
  created_at: `2031-02-0${number}T10:00:00.000Z`,
  cooked: `<p>Post ${number} hums.</p>`,
  post_number: number,
  post_type: 1,
  ...given,
});
const topicOf = (posts: object[], given: object = {}) => ({
  post_stream: { posts, stream: posts.map((_, place) => 101 + place) },
  tags: ["knees", { id: 3, name: "humming" }],
  id: 42,
  title: "Why does my knee hum?",
  posts_count: posts.length,
  visible: true,
  archetype: "regular",
  category_id: 4,
  category_name: "Knees",
  accepted_answer: { post_number: 2, username: "cog_2" },
  ...given,
});
const topic = topicOf([post(1), post(2, { name: "Cog. Ada", cooked: '<aside class="quote no-group" data-post="1"><blockquote>Post 1 hums.</blockquote></aside><p>Oil it.</p>' }), post(3)]);

describe("topics of Discourse", () => {
  it("come in with the first post as the question, and the others as replies", async () => {
    expect(await read(JSON.stringify(topic))).toEqual([
      {
        kind: "thread",
        line: 1,
        warnings: [],
        thread: {
          id: "42",
          title: "Why does my knee hum?",
          department: "Knees",
          tags: ["knees", "humming"],
          topics: [],
          visibility: "public",
          asker: { name: "cog_1" },
          question: "Post 1 hums.",
          askedAt: "2031-02-01T10:00:00.000Z",
          replies: [
            { id: "102", author: "Cog. Ada", text: "Oil it.", repliedAt: "2031-02-02T10:00:00.000Z", accepted: true },
            { id: "103", author: "cog_3", text: "Post 3 hums.", repliedAt: "2031-02-03T10:00:00.000Z" },
          ],
        },
      },
    ]);
  });

  it("may stand one a line, over many lines or end to end, in chunks of any size; a broken one takes no other along", async () => {
    const numbered = (id: number) => ({ ...topic, id });
    const text = `${JSON.stringify(numbered(1))}\n${JSON.stringify(numbered(2), null, 2)}\n{"post_stream": {"posts": [\n${JSON.stringify(numbered(3))}${JSON.stringify(numbered(4))}\n`;
    const whole = await read(text);
    expect(threadsOf(whole).map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
    expect(unusableOf(whole)).toMatchObject([{ reason: "is not valid JSON" }]);
    for (const size of [3, 1_000]) expect(await read(text, size)).toEqual(whole);
  });

  it("leave out what moderators did, whispers, and what is hidden or deleted", async () => {
    const records = await read(JSON.stringify(topicOf([post(1), post(2, { post_type: 3 }), post(3, { post_type: 4 }), post(4, { hidden: true }), post(5, { user_deleted: true }), post(6, { deleted_at: "2031-03-01" }), post(7)])));
    expect(threadsOf(records)[0]!.replies.map(({ id }) => id)).toEqual(["107"]);
  });

  it.each([
    ["unlisted", topicOf([post(1)], { visible: false })],
    ["deleted", topicOf([post(1)], { deleted_at: "2031-03-01T00:00:00.000Z" })],
    ["one whose first post is hidden", topicOf([post(1, { hidden: true }), post(2)])],
  ])("are private where they are %s", async (_, hidden) => {
    expect(threadsOf(await read(JSON.stringify(hidden)))[0]!.visibility).toBe("private");
  });

  it("that are private messages are left out, with every word", async () => {
    const [record] = await read(JSON.stringify(topicOf([post(1)], { archetype: "private_message" })));
    expect(record).toEqual({ kind: "unusable", line: 1, reason: "is a private message and was left out", content: "" });
  });

  it("say where posts are missing, and where a department is only a number", async () => {
    const [record] = await read(JSON.stringify(topicOf([post(1)], { posts_count: 30, category_name: undefined })));
    expect(record).toMatchObject({ kind: "thread", warnings: [expect.stringMatching(/\?print=true/), expect.stringMatching(/category_name/)] });
  });

  it("are not taken for threads of our own, nor our own for them", async () => {
    const own = JSON.stringify({ id: "1", question: 'What is "post_stream": {"posts"}?' });
    expect(threadsOf(await read(`${own}\n`))).toMatchObject([{ id: "1", question: 'What is "post_stream": {"posts"}?' }]);
    expect(unusableOf(await read(JSON.stringify({ post_stream: {}, id: 1, title: "" })))).toMatchObject([{ reason: expect.stringMatching(/question/) }]);
  });
});
