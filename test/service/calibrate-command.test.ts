import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createDuplicateDecisions } from "../../src/store/duplicate-decisions.ts";
import { inventedForum } from "../fakes/invented-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand, startService } from "./processes.ts";

async function runCalibrate(folder: string, ...parameters: string[]) {
  const command = await startCommand("scripts/calibrate.ts", parameters, { INDEX_DIR: folder });
  return { end: await command.ended, output: command.stdout(), errors: command.stderr() };
}

/** Every thread and the next one are decided on, one in so many as a duplicate. */
function decide(folder: string, count: number, duplicateEvery: number): void {
  const database = openDatabase(folder);
  const decisions = createDuplicateDecisions(database);
  for (const [place, { id: left }] of inventedForum.slice(0, count).entries()) {
    decisions.decide({ left, right: inventedForum[place + 1]!.id, decision: place % duplicateEvery === 0 ? "duplicate" : "related" }, "Ada");
  }
  database.close();
}

async function indexOfInventedForum(): Promise<string> {
  const folder = temporaryFolder();
  await runIngest(folder, ["-"], inventedForum.map((thread) => JSON.stringify(thread)).join("\n"));
  return folder;
}

describe("the calibrate command with --decisions", () => {
  test("tells what decisions make of scores, keeps it for the service's next start, and takes it back", async () => {
    const folder = await indexOfInventedForum();
    decide(folder, 60, 2);
    const asked = { text: inventedForum[0]!.question.replace("kettle", "heavy pan") };
    const check = async () => {
      const service = await startService(folder);
      const { body } = await service.send("POST", "/v1/duplicates/check", asked);
      service.process.kill("SIGTERM");
      await service.ended;
      return body.matches as { readonly id: string; readonly score: number }[];
    };

    const printed = await runCalibrate(folder, "--decisions");
    expect(printed.end, printed.errors).toBe(0);
    const told = JSON.parse(printed.output);
    expect(told).toMatchObject({ model: expect.stringContaining("MiniLM"), decisions: { duplicates: 30, others: 30 } });
    // Half of what hardly scored is a duplicate here.
    expect(told.shift).toBeGreaterThan(0.5);
    expect(told.heldOut.after.logLoss).toBeLessThan(told.heldOut.before.logLoss);
    expect(told.heldOut.after.calibrationError).toBeLessThan(told.heldOut.before.calibrationError);
    const before = await check();

    const saved = await runCalibrate(folder, "--decisions", "--save");
    expect(saved.errors).toMatch(/^Kept for .*--forget\.$/m);
    expect(JSON.parse(saved.output)).toEqual(told);
    const after = await check();
    expect(after.length).toBeGreaterThan(before.length);
    // Fitted anew, not on top of what was kept.
    expect(JSON.parse((await runCalibrate(folder, "--decisions")).output)).toEqual(told);

    const forgotten = await runCalibrate(folder, "--decisions", "--forget");
    expect([forgotten.end, forgotten.output, forgotten.errors]).toEqual([0, "", expect.stringContaining("Taken back")]);
    expect(await check()).toEqual(before);
    expect((await runCalibrate(folder, "--decisions", "--forget")).errors).toMatch(/Nothing was kept/);
    // Nothing that anybody asked is told.
    for (const { question } of inventedForum) expect(printed.output + saved.errors).not.toContain(question.slice(0, 25));
  }, 120_000);

  test("says that too little is decided, what it takes, and keeps nothing", async () => {
    const folder = await indexOfInventedForum();
    decide(folder, 30, 1);
    const { end, output, errors } = await runCalibrate(folder, "--decisions", "--save");
    expect([end, output]).toEqual([1, ""]);
    expect(errors).toMatch(/30 duplicates and 0 others[^]*at least 20 decisions, some of each kind/);
    expect(errors).not.toMatch(/ at .*\.ts/);
    expect((await runCalibrate(folder, "--decisions", "--forget")).errors).toMatch(/Nothing was kept/);
  }, 60_000);

  test.each([[["--decisions", "pairs.tsv"]], [["--forget"]], [["--decisions", "--save", "--forget"]], [[]]])("says how it is used: %j", async (parameters) => {
    const { end, output, errors } = await runCalibrate(temporaryFolder(), ...parameters);
    expect([end, output]).toEqual([2, ""]);
    expect(errors).toContain("Usage: npm run calibrate");
  });
});
