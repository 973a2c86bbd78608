import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand } from "./processes.ts";

const good = (id: string) => JSON.stringify({ id, question: `Question ${id}, does it hurt?` });
const BAD = [
  "not json",
  JSON.stringify({ question: "no id" }),
  JSON.stringify({ id: "empty", question: " " }),
  String.raw`{"id":"surrogate","question":"half \ud800 of a pair"}`,
  String.raw`{"id":"null","question":"a \u0000 byte"}`,
  JSON.stringify({ id: "huge", question: "x".repeat(10_000_000) }),
];

describe("the ingest command", () => {
  test("keeps good lines, puts bad ones aside with line and reason, and --strict makes that exit 1", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "forum.jsonl");
    writeFileSync(file, [good("a"), ...BAD, good("b")].join("\n"));
    const command = await startCommand("scripts/ingest.ts", ["--json", "--strict", file], { INDEX_DIR: folder });
    expect(await command.ended).toBe(1);
    const summary = JSON.parse(command.stdout().trim().split("\n").at(-1)!);
    expect(summary).toMatchObject({ threads: { added: 2, updated: 0, unchanged: 0, quarantined: 6 }, passages: 2 });
    expect(Object.keys(summary)).toEqual(["threads", "passages", "seconds", "passagesPerSecond"]);
    const [name] = readdirSync(join(folder, "quarantine"));
    const kept = readFileSync(join(folder, "quarantine", name!), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    expect(kept.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
    expect(kept.every(({ reason, source }) => reason.length > 5 && source === file)).toBe(true);
    expect(kept[0].content).toBe("not json");
  });

  test("without --strict the same file is a success, and gzip makes no difference", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "forum.anything");
    writeFileSync(file, gzipSync([good("a"), ...BAD].join("\n")));
    expect((await runIngest(folder, [file])).threads).toEqual({ added: 1, updated: 0, unchanged: 0, quarantined: 6 });
    expect((await runIngest(folder, [file])).passages).toBe(0);
  });

  test("shows that a dump is read, before the first of its threads is there", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "Posts.xml");
    writeFileSync(file, `<posts>\n<row Id="1" PostTypeId="1" Body="It hums." />\n${"<!-- rust -->\n".repeat(200_000)}</posts>`);
    const command = await startCommand("scripts/ingest.ts", ["--json", file], { INDEX_DIR: folder });
    expect(await command.ended).toBe(0);
    expect(command.stderr()).toMatch(/Posts\.xml: \d+ MB read \(\d+ %\)/);
    expect(JSON.parse(command.stdout().trim().split("\n").at(-1)!).threads.added).toBe(1);
  });

  test("says how it is used, and what is wrong with a file", async () => {
    const folder = temporaryFolder();
    const noFile = await startCommand("scripts/ingest.ts", [], { INDEX_DIR: folder });
    expect(await noFile.ended).toBe(2);
    expect(noFile.stderr()).toMatch(/^Usage: npm run ingest/);
    const unknown = await startCommand("scripts/ingest.ts", ["--fast", "x"], { INDEX_DIR: folder });
    expect(await unknown.ended).toBe(2);
    const absent = await startCommand("scripts/ingest.ts", [join(folder, "absent.jsonl")], { INDEX_DIR: folder });
    expect(await absent.ended).toBe(1);
    expect(absent.stderr()).toMatch(/does not exist/);
    expect(absent.stderr()).not.toMatch(/ at .*\.ts/);
  });

  test("a model that cannot be had is a clear error that names the remedy", async () => {
    const folder = temporaryFolder();
    const command = await startCommand("scripts/ingest.ts", ["-"], { INDEX_DIR: folder, EMBEDDING_MODEL: folder }, good("a"));
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toMatch(/EMBEDDING_MODEL/);
    expect(command.stderr()).not.toMatch(/ at .*\.ts/);
  });
});
