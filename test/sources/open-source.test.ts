import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { openSource } from "../../src/sources/open-source.ts";
import type { SourceRecord } from "../../src/sources/source.ts";
import { all, chunked, threadsOf } from "./reading.ts";

const page = join(import.meta.dirname, "fixtures/tin-robots.txt");
const lines = (count: number) => Array.from({ length: count }, (_, index) => `${JSON.stringify({ id: `t${index}`, question: `Why ${Math.sin(index)}?` })}\n`).join("");
const fromStandardInput = (data: Uint8Array | string, size?: number) => openSource("-", { standardInput: chunked(data, size) });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kindred-sources-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, data: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, data);
  return path;
}

/** What was read before the error, and the error. */
async function readUntilError(source: AsyncIterable<SourceRecord>): Promise<{ records: SourceRecord[]; error: KindredError }> {
  const records: SourceRecord[] = [];
  try {
    for await (const record of source) records.push(record);
  } catch (error) {
    expect(error).toBeInstanceOf(KindredError);
    expect(error).toMatchObject({ code: "input_unreadable" });
    expect((error as KindredError).remedy).not.toBe("");
    return { records, error: error as KindredError };
  }
  throw new Error("nothing was thrown");
}

it("tells JSON Lines, a page and gzip apart by content, whatever the name says", async () => {
  const pageText = await readFile(page);
  expect(threadsOf(await all(openSource(await file("a.txt", lines(3)))))).toHaveLength(3);
  expect(threadsOf(await all(openSource(await file("a.jsonl", pageText))))).toHaveLength(3);
  expect(threadsOf(await all(openSource(await file("b.txt", gzipSync(lines(3))))))).toHaveLength(3);
  expect(await all(openSource(await file("b.jsonl", gzipSync(pageText))))).toEqual(await all(openSource(page)));
});
it("takes text of no known kind for JSON Lines, so that a bad first line costs no more than itself", async () => {
  const records = await all(fromStandardInput(`rubbish\n${lines(2)}`));
  expect(records.map((record) => record.kind)).toEqual(["unusable", "thread", "thread"]);
});
it("takes a page for a page though its heading begins with a bracket", async () => {
  const records = await all(fromStandardInput(`[Solved] ${await readFile(page, "utf8")}`));
  expect(threadsOf(records)[0]!.title).toBe("[Solved] Squeaky Knee Hinges: Oil or Rust");
});
it.each([["an empty file", ""], ["an empty gzip file", gzipSync("")], ["a lone byte order mark", "\uFEFF"]])("finds no records in %s", async (_, data) => {
  expect(await all(fromStandardInput(data))).toEqual([]);
});
it("reads gzip in chunks of any size, and several members one after the other", async () => {
  const packed = Buffer.concat([gzipSync(lines(200)), gzipSync('{"id":"last","question":"q"}')]);
  for (const size of [1, 7, 100_000]) expect(await all(fromStandardInput(packed, size))).toHaveLength(201);
});
it("reads standard input of a process, plain and gzipped", async () => {
  const script = `
    import { openSource } from ${JSON.stringify(join(import.meta.dirname, "../../src/sources/open-source.ts"))};
    for await (const record of openSource("-")) console.log(record.kind, record.line);`;
  for (const data of [Buffer.from(lines(3)), gzipSync(lines(3))]) {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], { stdio: ["pipe", "pipe", "inherit"], cwd: join(import.meta.dirname, "../..") });
    child.stdin.end(data);
    const output = Buffer.concat(await all(child.stdout as AsyncIterable<Buffer>)).toString();
    expect(output).toBe("thread 1\nthread 2\nthread 3\n");
  }
});
it("says that a file is missing, that it is a folder, that its path is empty", async () => {
  expect((await readUntilError(openSource(join(folder, "none.jsonl")))).error.message).toMatch(/none\.jsonl does not exist$/);
  expect((await readUntilError(openSource(folder))).error.message).toMatch(/is a folder$/);
  expect((await readUntilError(openSource(""))).error.message).toMatch(/path is empty/);
});
it("opens nothing before it is read", () => {
  openSource("/nowhere/at/all");
});
it("gives the records before a truncated gzip breaks off, then the error", async () => {
  const packed = gzipSync(lines(20_000));
  const { records, error } = await readUntilError(fromStandardInput(packed.subarray(0, packed.length / 2)));
  expect(records.length).toBeGreaterThan(9_000);
  expect(records.every((record) => record.kind === "thread")).toBe(true);
  expect(error.message).toBe("standard input breaks off: its gzip data is damaged or incomplete");
});
it("gives the records of a small gzip that was cut, too", async () => {
  const packed = gzipSync(lines(100));
  const { records } = await readUntilError(openSource(await file("cut.gz", packed.subarray(0, packed.length - 8))));
  expect(records.length).toBeGreaterThan(60);
});
it("reports gzip whose checksum fails, and gzip that is rubbish behind its first bytes", async () => {
  const packed = gzipSync(lines(1_000));
  packed[packed.length - 6]! ^= 1;
  expect((await readUntilError(fromStandardInput(packed))).records.length).toBeGreaterThan(900);
  expect((await readUntilError(fromStandardInput(Buffer.from([0x1f, 0x8b, 1, 2, 3])))).records).toEqual([]);
  expect((await readUntilError(fromStandardInput(Buffer.from([0x1f, 0x8b])))).records).toEqual([]);
});
it("unpacks a gzip bomb in bounded memory", async () => {
  const records = await all(fromStandardInput(gzipSync(Buffer.alloc(60_000_000, "{\""))));
  expect(records).toMatchObject([{ kind: "unusable", line: 1, reason: "is longer than 8 MB" }]);
});
it("refuses what is not text", async () => {
  const rubbish = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * index * 31 + index * 7) % 251));
  expect((await readUntilError(fromStandardInput(rubbish))).error.message).toBe("standard input is not text");
  expect((await readUntilError(fromStandardInput(gzipSync(rubbish)))).error.message).toBe("standard input is not text");
  expect((await readUntilError(fromStandardInput(gzipSync(gzipSync(lines(9)))))).error.message).toBe("standard input is not text");
  expect((await readUntilError(fromStandardInput(Buffer.from(`\uFEFF${lines(2)}`, "utf16le")))).error.message).toBe("standard input is UTF-16 text");
});
it("throws nothing but KindredError, whatever the bytes", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, packed) => {
    try {
      await all(fromStandardInput(packed ? Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), bytes]) : bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(KindredError);
    }
  }));
});
it("closes the file when the reader stops early, or when it is refused", async () => {
  const openFiles = async () => (await readdir("/proc/self/fd").catch(() => [])).length;
  const path = await file("many.jsonl", lines(50_000));
  const binary = await file("rubbish.bin", Buffer.alloc(500_000, 1));
  const before = await openFiles();
  for (let round = 0; round < 20; round += 1) {
    for await (const record of openSource(path)) if (record.line === 2) break;
    await readUntilError(openSource(binary));
  }
  expect(await openFiles()).toBeLessThan(before + 10);
});
