import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { writeInventedDump } from "../fakes/invented-dump.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand } from "./processes.ts";

const pageOf = (id: number) =>
  `<!doctype html><link rel="canonical" href="https://workshop.example/questions/${id}/humming"><script type="application/ld+json">` +
  `${JSON.stringify({ "@type": "QAPage", mainEntity: { "@type": "Question", name: `Why does knee ${id} hum?`, text: "It hums.", suggestedAnswer: { text: "Oil it." } } })}</script>`;

function pagesIn(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => {
    const file = join(folder, `${place + 1}.html`);
    writeFileSync(file, pageOf(place + 1));
    return file;
  });
}

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

describe("the convert command", () => {
  test("writes the threads of many files as lines that ingest takes, and names what it cannot use", async () => {
    const folder = temporaryFolder();
    const files = pagesIn(folder, 30);
    writeFileSync(join(folder, "none.html"), "<html>Rust</html>");
    const command = await startCommand("scripts/convert.ts", ["--json", ...files, join(folder, "none.html")], {});
    expect(await command.ended).toBe(0);
    const lines = linesOf(command.stdout());
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(files.map((_, place) => String(place + 1)));
    expect(command.stderr()).toMatch(/none\.html, line 1: is a page without a QAPage/);
    expect(JSON.parse(linesOf(command.stderr()).at(-1)!)).toMatchObject({ threads: 30, unusable: 1, excerpts: 0 });

    const converted = join(folder, "threads.jsonl");
    writeFileSync(converted, command.stdout());
    expect((await runIngest(join(folder, "index"), files)).threads).toMatchObject({ added: 30 });
    expect((await runIngest(join(folder, "index"), [converted])).threads).toEqual({ added: 0, updated: 0, unchanged: 30, quarantined: 0 });
  });

  test("reads standard input, and with --strict ends with 1 where something could not be used", async () => {
    const command = await startCommand("scripts/convert.ts", ["--strict", "-"], {}, `${pageOf(1)}\n<!doctype html><p>Rust`);
    expect(await command.ended).toBe(1);
    expect(linesOf(command.stdout())).toHaveLength(1);
    expect(command.stderr()).toMatch(/1 threads, 1 unusable/);
  });

  test("masks personal data as an ingest does, unless told otherwise", async () => {
    const line = `${JSON.stringify({ id: "1", question: "It hums. Write to tin.robot@workshop.example, or call +1 212 555 0142." })}\n`;
    const masked = await startCommand("scripts/convert.ts", ["-"], {}, line);
    expect(await masked.ended).toBe(0);
    expect(JSON.parse(masked.stdout()).question).toBe("It hums. Write to [mail], or call [phone].");
    expect(masked.stderr()).toMatch(/1 of the threads hold personal data, which is masked/);
    const whole = await startCommand("scripts/convert.ts", ["-"], { MASK_PERSONAL_DATA: "false" }, line);
    expect(await whole.ended).toBe(0);
    expect(JSON.parse(whole.stdout()).question).toContain("tin.robot@workshop.example");
  });

  test("writes what came before a file breaks off, then says so", async () => {
    const folder = temporaryFolder();
    const packed = gzipSync(Array.from({ length: 500 }, (_, id) => pageOf(id)).join("\n"));
    writeFileSync(join(folder, "pages.gz"), packed.subarray(0, packed.length - 100));
    const command = await startCommand("scripts/convert.ts", [join(folder, "pages.gz")], {});
    expect(await command.ended).toBe(1);
    expect(linesOf(command.stdout()).length).toBeGreaterThan(300);
    expect(command.stderr()).toMatch(/breaks off: its gzip data is damaged/);
  });

  test("says how it is used", async () => {
    const command = await startCommand("scripts/convert.ts", [], {});
    expect(await command.ended).toBe(2);
    expect(command.stderr()).toMatch(/^Usage: npm run convert/);
  });

  test("ends in peace when whoever reads has seen enough", async () => {
    const file = join(temporaryFolder(), "Posts.xml");
    await writeInventedDump(file, 3_000_000);
    const child = spawn("/bin/sh", ["-c", `"$0" --import tsx scripts/convert.ts "$1" | head -n 1`, process.execPath, file], { cwd: resolve(import.meta.dirname, "../..") });
    let [output, errors] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    await once(child, "close");
    expect(linesOf(output)).toHaveLength(1);
    expect(errors).not.toMatch(/EPIPE| at .*\.ts/);
  });

  test("leaves nothing of a dump behind, also where it is killed", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "Posts.xml");
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    await writeInventedDump(file, 40_000_000);
    const command = await startCommand("scripts/convert.ts", [file], { TMPDIR: temporary });
    await new Promise<void>((found) => command.process.stdout!.once("data", () => found()));
    command.process.kill("SIGKILL");
    expect(await command.ended).toBe("SIGKILL");
    expect(readdirSync(temporary).filter((name) => name.startsWith("kindred"))).toEqual([]);
  });
});
