import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readGradedPairs, readLabelledPairs } from "../../src/evaluation/judged-pairs.ts";
import { judgedQueries, readJudgements } from "../../src/evaluation/judged-queries.ts";
import { assertWhole } from "../../src/evaluation/threads-file.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const QUERIES = '{"id":"q1","text":"Does it hurt?"}\n{"id":"q2","text":"How long?","title":"Sleep"}\n';
const QRELS = "query_id\tthread_id\tgrade\r\nq1\tt1\t2\r\nq1\tt2\t0\r\n";

function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const unreadable = (message: RegExp) => expect.objectContaining({ code: "input_unreadable", message: expect.stringMatching(message), remedy: expect.stringMatching(/./) });

describe("judged queries", () => {
  test("are read with their grades; what is not there is counted", async () => {
    const qrels = `${QRELS}q2\tgone\t1\nq9\tt1\t1\n\n`;
    const judgements = await readJudgements(folderOf({ "queries.jsonl": QUERIES, "qrels.tsv": qrels }));
    const { queries, leftOut } = judgedQueries(judgements, (id) => id !== "gone");
    expect(queries).toEqual([{ id: "q1", text: "Does it hurt?", grades: new Map([["t1", 2], ["t2", 0]]) }]);
    expect(leftOut).toEqual({ unjudgedQueries: 1, unknownQueries: 1, unknownThreads: 1 });
  });

  test.each([
    ["not json\n", QRELS, /queries\.jsonl, line 1 is not valid JSON/],
    [`${QUERIES}{"id":"q3"}\n`, QRELS, /queries\.jsonl, line 3 cannot be used: text/],
    [`${QUERIES}{"id":"q1","text":"Again?"}\n`, QRELS, /line 3 has the id of a line before/],
    [QUERIES, "q1\tt1\t1\nq2\tt1\t1\n", /qrels\.tsv, line 1 is not the header/],
    [QUERIES, `${QRELS}q2\tt1\n`, /line 4 has 2 of 3 columns/],
    [QUERIES, `${QRELS}\nq2\tt1\tgood\n`, /line 5 has no grade/],
    [QUERIES, `${QRELS}q2\tt1\t-1\n`, /line 4 has no grade/],
    [QUERIES, `${QRELS}q1\tt1\t1\n`, /line 4 judges a query and a thread/],
    [QUERIES, "query_id\tthread_id\tgrade\n", /holds no rows/],
  ])("are refused with the number of the line and a remedy, quoting nothing (%#)", async (queries, qrels, message) => {
    const folder = folderOf({ "queries.jsonl": queries, "qrels.tsv": qrels });
    await expect(readJudgements(folder)).rejects.toThrow(unreadable(message));
  });

  test("a file that is missing is named", async () => {
    await expect(readJudgements(folderOf({ "queries.jsonl": QUERIES }))).rejects.toThrow(unreadable(/qrels\.tsv does not exist/));
  });
});

describe("judged pairs", () => {
  test("are the last three columns", async () => {
    const folder = folderOf({ "pairs.tsv": "id\tleft\tright\tlabel\n1\tA?\tB?\t1\n2\tC?\tD?\t0\n", "sts.tsv": "a\tb\tscore\nA\tB\t2.5\nC\tD\t0\n" });
    expect(await readLabelledPairs(join(folder, "pairs.tsv"))).toEqual([{ left: "A?", right: "B?", label: 1 }, { left: "C?", right: "D?", label: 0 }]);
    expect((await readGradedPairs(join(folder, "sts.tsv"))).map(({ label }) => label)).toEqual([2.5, 0]);
  });

  test.each([
    ["A\tB\t1\nC\tD\t0\n", /line 1 is a pair where the header belongs/],
    ["a\tb\tlabel\nA\tB\t1\nC\tD\t2\n", /line 3 does not end with 1 \(related\) or 0/],
    ["a\tb\tlabel\nA\t1\n", /line 2 has 2 of 3 columns/],
    ["a\tb\tlabel\nA\t \t1\n", /line 2 has an empty text/],
    ["a\tb\tlabel\nA\tB\t1\n", /only one kind/],
    ["", /holds no rows/],
  ])("are refused with the number of the line (%#)", async (text, message) => {
    const file = join(folderOf({ "pairs.tsv": text }), "pairs.tsv");
    await expect(readLabelledPairs(file)).rejects.toThrow(unreadable(message));
  });
});

describe("the threads of an evaluation", () => {
  test("are all there, or the first bad lines are named", async () => {
    const bad = Array.from({ length: 5 }, () => "no thread").join("\n");
    const folder = folderOf({ good: '{"id":"1","question":"Why?"}\n', bad: `{"id":"1","question":"Why?"}\n${bad}`, none: "\n" });
    const check = (name: string) => assertWhole(name, openSource(join(folder, name)));
    await expect(check("good")).resolves.toBeUndefined();
    await expect(check("bad")).rejects.toThrow(unreadable(/line 2 is not valid JSON.*line 4.*and 2 more/));
    await expect(check("none")).rejects.toThrow(unreadable(/holds no thread/));
  });
});
