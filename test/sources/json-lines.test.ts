import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readJsonLines } from "../../src/sources/json-lines.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const line = (id: string, question = "q") => JSON.stringify({ id, question });
const read = (data: string | Uint8Array, options?: { longestLineBytes: number }) => all(readJsonLines(chunked(data), options));

it("reads one thread a line, with the line numbers of the file, skipping blank lines", async () => {
  const records = await read(`${line("a")}\n\n  \t\n${line("b")}\nbroken\n${line("c")}\n`);
  expect(records.map((record) => [record.line, record.kind])).toEqual([[1, "thread"], [4, "thread"], [5, "unusable"], [6, "thread"]]);
});
it("needs no newline at the end", async () => {
  expect(threadsOf(await read(`${line("a")}\n${line("b")}`)).map((thread) => thread.id)).toEqual(["a", "b"]);
});
it("tolerates CRLF and a byte order mark", async () => {
  const records = await read(`\uFEFF${line("a")}\r\n\r\n${line("b")}\r\n`);
  expect(records.map((record) => [record.line, record.kind])).toEqual([[1, "thread"], [3, "thread"]]);
});
it("tolerates the byte order mark of a file that was joined to another", async () => {
  expect(threadsOf(await read(`${line("a")}\n\uFEFF${line("b")}`))).toHaveLength(2);
});
it.each([[""], ["\n\n\r\n"], ["\uFEFF"]])("finds no records in %j", async (data) => {
  expect(await read(data)).toEqual([]);
});
it("reports a line of invalid UTF-8 and goes on", async () => {
  const bytes = Buffer.concat([Buffer.from('{"id":"a","question":"caf'), Buffer.from([0xe9]), Buffer.from(`"}\n${line("b")}`)]);
  const records = await read(bytes);
  expect(records[0]).toMatchObject({ kind: "unusable", line: 1, reason: "is not valid UTF-8: save the file as UTF-8", content: '{"id":"a","question":"caf\uFFFD"}' });
  expect(threadsOf(records).map((thread) => thread.id)).toEqual(["b"]);
});
it("skips a line longer than allowed and goes on, with the right numbers", async () => {
  const records = await read(`${line("a")}\n${line("b", "x".repeat(500))}\n${line("c")}\n${"é".repeat(9_000)}`, { longestLineBytes: 100 });
  expect(records.map((record) => [record.line, record.kind])).toEqual([[1, "thread"], [2, "unusable"], [3, "thread"], [4, "unusable"]]);
  const [second, fourth] = unusableOf(records);
  expect(second).toMatchObject({ reason: "is longer than 100 bytes", content: line("b", "x".repeat(500)) });
  expect(fourth!.content).toBe("é".repeat(2_048));
});
it("takes a line of exactly the longest length", async () => {
  const exact = line("a");
  expect(threadsOf(await read(`${exact}\n`, { longestLineBytes: exact.length }))).toHaveLength(1);
  expect(unusableOf(await read(`${exact} \n`, { longestLineBytes: exact.length }))).toHaveLength(1);
});
it("gives the same records wherever the chunks end, inside characters too", async () => {
  const data = Buffer.concat([
    Buffer.from(`\uFEFF${line("ä€😀", "Why 😀 €?")}\r\n\n${line("b", "ü".repeat(60))}\nbroken é\n`),
    Buffer.from([0xff, 0xfe, 0x0a]),
    Buffer.from(line("c", "x".repeat(5_000))),
    Buffer.from(`\n${line("d")}`),
  ]);
  const options = { longestLineBytes: 4_500 };
  const whole = await all(readJsonLines(chunked(data, data.length), options));
  expect(whole).toHaveLength(6);
  for (const size of [1, 2, 3, 5, 7]) expect(await all(readJsonLines(chunked(data, size), options))).toEqual(whole);
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(data.length), { maxLength: 40 }), async (cuts) => {
    const ends = [...cuts.toSorted((one, other) => one - other), data.length];
    async function* pieces(): AsyncGenerator<Uint8Array> {
      let start = 0;
      for (const end of ends) {
        yield data.subarray(start, end);
        start = end;
      }
    }
    expect(await all(readJsonLines(pieces(), options))).toEqual(whole);
  }));
});
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("streams past an 11 MB line and a 100 MB line without holding them", async () => {
  let most = 0;
  async function* huge(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${line("a")}\n`);
    for (const megabytes of [11, 100]) {
      for (let sent = 0; sent < megabytes * 16; sent += 1) {
        yield Buffer.alloc(65_536, "x");
        if (sent % 64 !== 0) continue;
        // What is held counts, not what waits to be collected: when that happens is each Node's own affair.
        collectGarbage();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        most = Math.max(most, heapUsed + arrayBuffers);
      }
      yield Buffer.from("\n");
    }
    yield Buffer.from(`${line("b")}\n`);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const records = await all(readJsonLines(huge()));
  expect(records.map((record) => [record.line, record.kind])).toEqual([[1, "thread"], [2, "unusable"], [3, "unusable"], [4, "thread"]]);
  expect(unusableOf(records)[0]).toMatchObject({ reason: "is longer than 8 MB" });
  expect(unusableOf(records)[0]!.content).toHaveLength(4_096);
  expect(most - heapUsed - arrayBuffers).toBeLessThan(30_000_000);
});
it("costs no more for a long line that comes in crumbs", async () => {
  const records = await all(readJsonLines(chunked(line("a", "x".repeat(150_000)), 1)));
  expect(threadsOf(records)[0]!.question).toHaveLength(150_000);
});
it("passes on what its input throws, after the lines before it", async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${line("a")}\n{"id":`);
    throw new Error("the client went away");
  }
  const seen: unknown[] = [];
  await expect(async () => {
    for await (const record of readJsonLines(breaking())) seen.push(record);
  }).rejects.toThrow("the client went away");
  expect(seen).toHaveLength(1);
});
