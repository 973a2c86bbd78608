import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { startCommand, startService } from "./processes.ts";

async function runFeedback(folder: string, ...parameters: string[]) {
  const command = await startCommand("scripts/feedback.ts", parameters, { INDEX_DIR: folder });
  return { end: await command.ended, output: command.stdout(), errors: command.stderr() };
}

const report = async (folder: string, ...parameters: string[]) => {
  const { end, output, errors } = await runFeedback(folder, "--json", ...parameters);
  expect(end, errors).toBe(0);
  return JSON.parse(output.trim().split("\n").at(-1)!);
};

describe("the feedback command", () => {
  test("tells what readers did with the lists of a service that runs on the same index, and how many threads have neighbours", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder);
    const thread = "sample-1025";
    const { items } = (await service.get(`/v1/threads/${thread}/similar`)).body as { items: { id: string }[] };
    const ids = items.map(({ id }) => id);
    for (const told of [
      { event: "shown", list: "similar", thread, items: ids },
      { event: "clicked", list: "similar", thread, item: ids[1], position: 2 },
      { event: "unhelpful", list: "similar", thread, item: ids[3], position: 4 },
      { event: "shown", list: "ask", items: [] },
    ]) expect((await service.send("POST", "/v1/feedback", told)).status).toBe(204);
    await expect.poll(async () => (await report(folder, "--sample", "0")).lists.length, { timeout: 20_000 }).toBe(2);

    const told = await report(folder, "--sample", "40");
    expect(told.lists[0]).toMatchObject({ list: "similar", shown: 1, empty: 0, total: { shown: 4, clicked: 1 } });
    expect(told.lists[0].positions[1]).toMatchObject({ position: 2, shown: 1, clicked: 1, clickThrough: { mean: 1 } });
    expect(told.lists[1]).toMatchObject({ list: "ask", shown: 1, empty: 1, emptyRate: { mean: 1 }, positions: [] });
    expect(told.leastHelpful).toEqual([{ list: "similar", threadId: thread, itemId: ids[3], helpful: 0, unhelpful: 1 }]);
    expect(told.coverage.measured).toMatchObject({ threads: 40 });
    expect(told.coverage.threads).toBe((await service.get("/info")).body.counts.threads);

    const { end, output, errors } = await runFeedback(folder, "--days=1", "--sample=40");
    expect(end).toBe(0);
    expect(output).toMatch(/^Feedback since [^]*\nsimilar: shown once, [^]*\n2 +1 +1 +100\.0 %[^]*\nCoverage: [^]*\nOf 40 of \d+ threads, drawn[^]*\nall +40 /);
    expect(errors).toContain("Coverage: 0 of 40 threads are looked at.");

    // What nobody may see any longer is named no more.
    expect((await service.send("DELETE", `/v1/threads/${ids[3]}`)).status).toBe(204);
    expect(await report(folder, "--sample", "0")).toMatchObject({ leastHelpful: [], lists: told.lists });
  });

  test("finds after a restart what was told a moment before SIGTERM", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder);
    expect((await service.send("POST", "/v1/feedback", { event: "answered", list: "ask", item: "sample-1025", position: 3 })).status).toBe(204);
    service.process.kill("SIGTERM");
    expect(await service.ended).toBe(0);
    expect((await report(folder, "--sample", "0")).lists).toMatchObject([{ list: "ask", positions: [{ position: 3, answered: 1 }] }]);
    expect(service.stderr()).not.toContain("sample-1025");
  });

  test("before any feedback says how it comes, and measures coverage all the same", async () => {
    const { end, output } = await runFeedback(temporaryFolder(), "--all");
    expect(end).toBe(0);
    expect(output).toMatch(/^No feedback yet: nothing was told since \d{4}-\d\d-\d\d\.\n[^]*\nOf all 0 threads\n/);
  });

  test.each([
    ["--days", "0"], ["--days", "many"], ["--since", "yesterday"], ["--since", "2026-02-30"], ["--sample", "-1"], ["--sample", "1.5"],
  ])("with %s %s ends with 1, says what it takes, and makes no index", async (option, value) => {
    const folder = temporaryFolder();
    const { end, output, errors } = await runFeedback(folder, `${option}=${value}`);
    expect([end, output]).toEqual([1, ""]);
    expect(errors).toMatch(new RegExp(`^${option} takes a .*, not "${value}"\\.\nGive one `));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("with options that contradict each other or are not known ends with 2 and says how it is used; --help says so too and is no error", async () => {
    const folder = temporaryFolder();
    for (const wrong of [["--days=3", "--since=2026-11-01"], ["--all", "--sample=3"], ["--fast"], ["file"]]) {
      const { end, output, errors } = await runFeedback(folder, ...wrong);
      expect([end, output, errors]).toEqual([2, "", expect.stringContaining("Usage: npm run feedback")]);
    }
    const help = await runFeedback(folder, "--help");
    expect([help.end, help.output]).toEqual([0, expect.stringMatching(/^Usage: npm run feedback/)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
