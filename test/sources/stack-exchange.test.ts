import { createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { openSource } from "../../src/sources/open-source.ts";
import type { SourceRecord } from "../../src/sources/source.ts";
import { answerMark, caseOf, writeInventedDump } from "../fakes/invented-dump.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const dump = (...rows: string[]) => `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<posts>\n${rows.map((row) => `  <row ${row} />\n`).join("")}</posts>`;
const question = 'Id="7" PostTypeId="1" AcceptedAnswerId="9" CreationDate="2031-03-05T22:28:34.823" Body="&lt;p&gt;My knee hums &amp;amp; ticks.&lt;/p&gt;&#xA;" OwnerUserId="3" Title="Why does my &quot;knee&quot; hum?" Tags="&lt;tin-knees&gt;&lt;humming&gt;" ClosedDate="2031-04-01T00:00:00.000"';
const answer = (id: number, parent = 7) => `Id="${id}" PostTypeId="2" ParentId="${parent}" CreationDate="2031-03-0${id}T10:00:00.000" Body="&lt;p&gt;Oil ${id}.&lt;/p&gt;" OwnerDisplayName="Cog. Ada"`;
const read = (text: string | Uint8Array, size?: number) => all(openSource("-", { standardInput: chunked(text, size) }));

async function readUntilError(text: string | Uint8Array): Promise<{ records: SourceRecord[]; error: KindredError }> {
  const records: SourceRecord[] = [];
  try {
    for await (const record of openSource("-", { standardInput: chunked(text) })) records.push(record);
  } catch (error) {
    expect(error).toBeInstanceOf(KindredError);
    return { records, error: error as KindredError };
  }
  throw new Error("nothing was thrown");
}

describe("a dump of Stack Exchange", () => {
  it("gives questions with their answers, as text", async () => {
    expect(await read(dump(answer(9), question, answer(8), 'Id="1" PostTypeId="4" Body="About a tag."'))).toEqual([
      {
        kind: "thread",
        line: 4,
        warnings: [],
        thread: {
          id: "7",
          title: 'Why does my "knee" hum?',
          tags: ["tin-knees", "humming"],
          topics: [],
          visibility: "public",
          question: "My knee hums & ticks.",
          askedAt: "2031-03-05T22:28:34.823Z",
          replies: [
            { id: "8", author: "Cog. Ada", text: "Oil 8.", repliedAt: "2031-03-08T10:00:00.000Z" },
            { id: "9", author: "Cog. Ada", text: "Oil 9.", repliedAt: "2031-03-09T10:00:00.000Z", accepted: true },
          ],
        },
      },
    ]);
  });

  it("is told by its content, gzipped as well, and read in chunks of any size", async () => {
    const text = dump(question, answer(8), answer(9, 70), 'Id="3"');
    const whole = await read(text);
    expect(whole).toHaveLength(3);
    expect(await read(gzipSync(text))).toEqual(whole);
    for (const size of [1, 2, 7, 50]) expect(await read(text, size)).toEqual(whole);
  });

  it("may write its tags between bars", async () => {
    const [thread] = threadsOf(await read(dump('Id="7" PostTypeId="1" Body="It hums." Tags="|tin-knees|humming|"')));
    expect(thread!.tags).toEqual(["tin-knees", "humming"]);
  });

  it("hides a question that was deleted", async () => {
    const [thread] = threadsOf(await read(dump(`${question} DeletionDate="2031-05-01T00:00:00.000"`)));
    expect(thread!.visibility).toBe("private");
  });

  it("reports each row that cannot be used, with its line", async () => {
    const records = await read(dump('Id="1"', 'PostTypeId="1" Body="x"', 'Id="2" PostTypeId="2" Body="x"', 'Id="3" PostTypeId="1"', 'Id="4" PostTypeId="1" Body="a "humming" knee"', answer(8, 70), question));
    expect(unusableOf(records).map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "3: PostTypeId is missing",
      "4: Id is missing",
      "5: is an answer without ParentId",
      "6: Body is missing",
      '7: is not well-formed XML: a quotation mark in a value must be written as &quot;',
      "8: is an answer to 70, which is no question of this dump",
    ]);
    expect(threadsOf(records).map(({ id }) => id)).toEqual(["7"]);
  });

  it.each([
    ["breaks off between two rows", (text: string) => text.slice(0, text.indexOf("</posts>")), /breaks off before its end/],
    ["breaks off inside a row", (text: string) => text.slice(0, text.indexOf("PostTypeId=\"2\"")), /breaks off before its end/],
  ])("that %s gives what came before, as excerpts, and says so", async (_, cut, message) => {
    const { records, error } = await readUntilError(cut(dump(question, answer(8))));
    expect(records[0]).toMatchObject({ kind: "thread", isExcerpt: true, thread: { id: "7" } });
    expect(error).toMatchObject({ code: "input_unreadable", message: expect.stringMatching(message), remedy: expect.stringMatching(/Export the dump again/) });
  });

  it("whose gzip is cut gives what came before as well", async () => {
    const packed = gzipSync(dump(question, ...Array.from({ length: 3_000 }, (_, id) => `Id="${id + 100}" PostTypeId="1" Body="Knee ${Math.sin(id)}"`)));
    const { records, error } = await readUntilError(packed.subarray(0, packed.length / 2));
    expect(records.length).toBeGreaterThan(900);
    expect(error.message).toMatch(/gzip data is damaged or incomplete/);
  });

  it("with a quotation mark that never comes fills no memory", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`<posts>\n<row ${question} />\n<row Body="`);
      for (let sent = 0; sent < 1_000; sent += 1) yield Buffer.alloc(65_536, "x");
    }
    const records: SourceRecord[] = [];
    await expect(async () => {
      for await (const record of openSource("-", { standardInput: endless() })) records.push(record);
    }).rejects.toThrow(/no tag ends within 8000000 characters/);
    expect(threadsOf(records)).toHaveLength(1);
  });

  it("of 20 MB comes out whole: every thread, every answer, each where it belongs", async () => {
    const path = join(temporaryFolder(), "Posts.xml");
    const written = await writeInventedDump(path, 20_000_000);
    expect(statSync(path).size).toBeGreaterThan(19_000_000);
    const shares: number[] = [];
    const found = { questions: 0, answers: 0, accepted: 0, checksum: 0 };
    // Standard input has no size, and none is needed.
    const source = openSource("-", { standardInput: createReadStream(path) as AsyncIterable<Buffer>, onGiven: (share) => shares.push(share) });
    for await (const record of source) {
      if (record.kind !== "thread") throw new Error(record.reason);
      const { thread } = record;
      found.questions += 1;
      expect(thread.question.startsWith(caseOf(thread.id))).toBe(true);
      expect(thread.question).not.toMatch(/Somebody else's words|<\/?[a-z]|&amp;/);
      for (const { id, text, accepted } of thread.replies) {
        expect(text.startsWith(caseOf(id!))).toBe(true);
        found.answers += 1;
        found.checksum += answerMark(Number(thread.id), Number(id));
        if (accepted === true) found.accepted += 1;
      }
    }
    expect(found).toEqual(written);
    expect(shares.at(-1)).toBeCloseTo(1);
  });
});
