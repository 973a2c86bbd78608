import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { preparedModel } from "../embedding/prepared-model.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** The command in a process of its own, with a folder for what is temporary. */
async function evaluate(folder: string, ...parameters: string[]) {
  const temporary = join(folder, "temporary");
  mkdirSync(temporary, { recursive: true });
  const model = await preparedModel();
  const env = { ...process.env, MODEL_DIR: dirname(model.directory), INDEX_DIR: join(folder, "index"), TMPDIR: temporary };
  const run = await new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const child = execFile(process.execPath, ["--import", "tsx", "scripts/evaluate.ts", ...parameters], { cwd: ROOT, env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
  return { ...run, left: readdirSync(temporary).filter((name) => name.startsWith("kindred")), touchedIndex: existsSync(join(folder, "index")) };
}

function exampleFolder(): string {
  const folder = temporaryFolder();
  const jsonLines = (values: object[]) => values.map((value) => JSON.stringify(value)).join("\n");
  writeFileSync(join(folder, "threads.jsonl"), jsonLines([
    { id: "t1", question: "What helps against knee pain after running?" },
    { id: "t2", question: "How much sleep does a child of six need?" },
  ]));
  writeFileSync(join(folder, "queries.jsonl"), jsonLines([{ id: "q1", text: "My knee hurts when I run" }, { id: "q2", text: "hours of sleep for a 6 year old" }]));
  writeFileSync(join(folder, "qrels.tsv"), "query_id\tthread_id\tgrade\nq1\tt1\t1\nq2\tt2\t1\n");
  writeFileSync(join(folder, "pairs.tsv"), "a\tb\tlabel\nMy knee hurts.\tKnee pain, what helps?\t1\nMy knee hurts.\tHow do bees sleep?\t0\n");
  writeFileSync(join(folder, "sts.tsv"), "a\tb\tscore\nA cat sits.\tA cat is sitting.\t5\nA cat sits.\tStocks fell.\t0\nA cat sits.\tA dog sits.\t3\n");
  writeFileSync(join(folder, "train.tsv"), "text\ttopic\nMy knee hurts.\tknee_pain\nMy knee is swollen.\tknee_pain\nI cannot sleep at night.\tsleep_trouble\n");
  writeFileSync(join(folder, "test.tsv"), "text\ttopic\nMy left knee aches.\tknee_pain\nI lie awake until dawn.\tsleep_trouble\n");
  writeFileSync(join(folder, "topical.jsonl"), jsonLines(["Knee pain on stairs", "Sore knee"].map((question, place) => ({ id: `${place}`, question, topics: ["Knee"] }))));
  return folder;
}

describe("the evaluate command", () => {
  test("measures every kind with the real model, plots, and leaves nothing behind", async () => {
    const folder = exampleFolder();
    const file = (name: string) => join(folder, name);
    const run = await evaluate(folder, "--data", folder, "--pairs", file("pairs.tsv"), "--sts", file("sts.tsv"), "--topics", folder, "--topic-lists", file("topical.jsonl"), "--json", "--plot", file("plot.svg"));
    expect(run.stderr).not.toMatch(/error/i);
    expect(run).toMatchObject({ code: 0, left: [], touchedIndex: false });
    const report = JSON.parse(run.stdout.trim().split("\n").at(-1)!);
    expect(report.data[0].rankers.shipped.precisionAt1).toEqual({ mean: 1, low: 1, high: 1 });
    expect(report.pairs[0].score.areaUnderRoc).toBe(1);
    expect(report.topics[0].rankers.Kindred.top1.mean).toBe(1);
    expect(report.topicLists[0]).toMatchObject({ threads: 2, ownFirstShare: 1 });
    expect(report.similarity[0].spearman).toBeCloseTo(1, 9);
    expect(readFileSync(file("plot.svg"), "utf8")).toMatch(/^<svg /);
  });

  test("says what is wrong, before any embedding, and leaves nothing behind", async () => {
    const folder = exampleFolder();
    writeFileSync(join(folder, "qrels.tsv"), "query_id\tthread_id\tgrade\nq1\tt1\tyes\n");
    const run = await evaluate(folder, "--data", folder);
    expect(run).toMatchObject({ code: 1, stdout: "", left: [] });
    expect(run.stderr).toMatch(/qrels\.tsv, line 2 has no grade\nEach line below/);
    expect(run.stderr).not.toMatch(/ at .*\.ts/);
    const unasked = await evaluate(folder);
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toMatch(/^Usage: npm run evaluate/);
  });
});
