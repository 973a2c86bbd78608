import { existsSync, openSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KindredError } from "../../../src/forum/errors.ts";
import { openNamelessFile } from "../../../src/sources/posts/nameless-file.ts";
import { createPartitions, type Partitions } from "../../../src/sources/posts/partitions.ts";
import type { Post } from "../../../src/sources/posts/post.ts";
import { readPosts } from "../../../src/sources/posts/read-posts.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { all, threadsOf, unusableOf } from "../reading.ts";

const postOf = (line: number, question: string, body = `Post ${line} hums.`): Post => ({ line, id: `p${line}`, question, isAnswer: line % 3 !== 0, body });

async function groupsOf(partitions: Partitions, posts: readonly Post[]): Promise<Post[][]> {
  try {
    for (const post of posts) partitions.add(post);
    return (await all(partitions.groups())).map((group) => [...group.posts]);
  } finally {
    partitions.close();
  }
}

describe("posts put on disk by their question", () => {
  it("come back once each, those of one question together and in their order, however small the pieces", async () => {
    const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constant("x".repeat(3_000)));
    const rows = fc.array(fc.tuple(fc.constantFrom("1", "2", "é", "77", "__proto__", ""), texts), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(1, 500, 12_000_000), async (found, largestPartitionBytes) => {
        const posts = found.map(([question, body], place) => postOf(place, question, body));
        const groups = await groupsOf(createPartitions({ largestPartitionBytes }), posts);
        const expected = [...new Set(posts.map(({ question }) => question))].map((question) => posts.filter((post) => post.question === question));
        const byQuestion = (list: readonly (readonly Post[])[]) => new Map(list.map((group) => [group[0]!.question, group]));
        expect(groups).toHaveLength(expected.length);
        expect(byQuestion(groups)).toEqual(byQuestion(expected));
      }),
      { numRuns: 60 },
    );
  });

  it("tell how far they are, up to the whole", async () => {
    const partitions = createPartitions({ largestPartitionBytes: 2_000 });
    for (let line = 0; line < 2_000; line += 1) partitions.add(postOf(line, `q${line % 400}`));
    const shares = (await all(partitions.groups())).map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(shares[0]).toBeLessThan(0.1);
    expect(shares.at(-1)).toBeCloseTo(1);
    partitions.close();
  });

  it("leave no file behind and none open, when all is read, when nobody reads on, and while they are written", async () => {
    const folder = temporaryFolder();
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = folder;
    try {
      const openFiles = () => (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0);
      const open = openFiles();
      const partitions = createPartitions({ largestPartitionBytes: 100 });
      for (let line = 0; line < 500; line += 1) partitions.add(postOf(line, `q${line}`));
      expect(readdirSync(folder)).toEqual([]);
      for await (const group of partitions.groups()) if (group.share > 0.3) break;
      partitions.close();
      await groupsOf(createPartitions(), [postOf(0, "q")]);
      expect(openFiles()).toBeLessThan(open + 10);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
  });

  it.skipIf(!existsSync("/dev/full"))("say what to do where the disk is full", async () => {
    const partitions = createPartitions({ openFile: () => openNamelessFile(() => openSync("/dev/full", "r+")) });
    const posts = Array.from({ length: 10 }, (_, line) => postOf(line, "q", "x".repeat(60_000)));
    const refused = await groupsOf(partitions, posts).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(KindredError);
    expect(refused).toMatchObject({ code: "input_unreadable", message: expect.stringMatching(/ENOSPC/), remedy: expect.stringMatching(/TMPDIR/) });
  });

  it("say what to do where the folder for temporary files is none", () => {
    const refuse = () => openNamelessFile(() => openSync("/nowhere/at/all", "w+"));
    expect(refuse).toThrow(KindredError);
  });
});

describe("threads of posts", () => {
  async function* rows(...posts: Post[]): AsyncGenerator<Post> {
    yield* posts;
  }
  const question: Post = { line: 1, id: "1", question: "1", isAnswer: false, body: "<p>My knee hums.</p>", title: "Knee", acceptedAnswer: "3" };
  const answer = (line: number, id: string, createdAt?: string): Post => ({ line, id, question: "1", isAnswer: true, body: `<p>Answer ${id}.</p>`, createdAt });

  it("have their answers in the order they were written, whatever the order of the rows", async () => {
    const records = await all(readPosts(rows(answer(5, "3", "2031-02-01"), answer(6, "4", "2031-01-01"), question, answer(2, "2", "2031-03-01"))));
    expect(threadsOf(records)[0]!.replies.map(({ id, accepted }) => [id, accepted])).toEqual([["4", undefined], ["3", true], ["2", undefined]]);
  });

  it("take the later of two rows with one id", async () => {
    const [thread] = threadsOf(await all(readPosts(rows(question, answer(2, "2"), { ...question, line: 3, title: "Elbow" }, { ...answer(4, "2"), body: "Changed." }))));
    expect(thread).toMatchObject({ title: "Elbow", replies: [{ text: "Changed." }] });
  });

  it("are none for answers without a question: each is reported, once", async () => {
    const records = await all(readPosts(rows(answer(2, "2"), answer(3, "3"))));
    expect(unusableOf(records).map(({ line, reason }) => [line, reason])).toEqual([
      [2, "is an answer to 1, which is no question of this dump"],
      [3, "is an answer to 1, which is no question of this dump"],
    ]);
  });

  it("ask in their title where nothing else was written, and open with one that is too long", async () => {
    const long = "Why does it hum? ".repeat(30).trim();
    const [untold] = threadsOf(await all(readPosts(rows({ ...question, body: "<p></p>" }))));
    expect([untold!.title, untold!.question]).toEqual([undefined, "Knee"]);
    const [told] = threadsOf(await all(readPosts(rows({ ...question, title: long }))));
    expect([told!.title, told!.question]).toEqual([undefined, `${long}\n\nMy knee hums.`]);
  });

  it("are private where the question is hidden, and lack answers that are", async () => {
    const [thread] = threadsOf(await all(readPosts(rows({ ...question, isHidden: true }, { ...answer(2, "2"), isHidden: true }, answer(3, "3")))));
    expect(thread).toMatchObject({ visibility: "private", replies: [{ id: "3" }] });
  });

  it("are refused by name where a text is longer than any may be, or has too many tags", async () => {
    const records = await all(readPosts(rows({ ...question, body: "x".repeat(200_001) })));
    expect(unusableOf(records)[0]).toMatchObject({ line: 1, reason: "question is longer than 200000 characters" });
    const tagged = await all(readPosts(rows(question, { ...answer(2, "2"), body: "<b>".repeat(30_000) })));
    expect(unusableOf(tagged)[0]).toMatchObject({ line: 2, reason: "holds more than 20000 HTML tags" });
  });

  it("are excerpts where the rows break off, so that they replace no whole thread; then the break is told", async () => {
    async function* breaking(): AsyncGenerator<Post> {
      yield question;
      throw new Error("the disk went away");
    }
    const records: unknown[] = [];
    await expect(async () => {
      for await (const record of readPosts(breaking())) records.push(record);
    }).rejects.toThrow("the disk went away");
    expect(records).toMatchObject([{ kind: "thread", isExcerpt: true, thread: { id: "1" } }]);
  });
});
