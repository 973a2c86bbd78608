import { describe, expect, it } from "vitest";
import { DecisionPage, DuplicateDecision } from "../../src/http/contract/duplicate-decisions.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, AS_ROBIN, expectProblem, getJson, sendJson } from "./requests.ts";

type App = ReturnType<typeof createFakeApp>["app"];

const DECISIONS = "/v1/duplicates/decisions";
const STRANGE = "a/b?c#d%e f";

async function decide(app: App, left: string, right: string, decision: string, more: object = {}, as = AS_ADA) {
  const response = await sendJson(app, "POST", DECISIONS, { left, right, decision, ...more }, as);
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(201);
  return DuplicateDecision.strict().parse(answer);
}

const list = async (app: App, query = "") => DecisionPage.parse(await getJson(app, DECISIONS + query, AS_ADA));

async function file(app: App, query: string) {
  const response = await app.request(DECISIONS + query, { headers: AS_ADA });
  expect(response.status).toBe(200);
  return { text: await response.text(), type: response.headers.get("content-type"), disposition: response.headers.get("content-disposition") };
}

describe("POST /v1/duplicates/decisions", () => {
  it("keeps what was decided under the name of the key, with the lower id first", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(await decide(app, "3", "1", "duplicate", { canonical: "3", score: 0.9 })).toEqual({
      sequence: 1, left: "1", right: "3", decision: "duplicate", canonical: "3", score: 0.9, editor: "Ada", decidedAt: expect.any(String),
    });
    expect(await decide(app, "1", "4", "related", { score: null }, AS_ROBIN)).toMatchObject({ sequence: 2, canonical: null, score: null, editor: "Robin" });
  });

  it.each([
    ["no decision", {}, "decision", "must be duplicate, related, unrelated, skipped or open"],
    ["another decision", { decision: "same" }, "decision", "must be duplicate, related, unrelated, skipped or open"],
    ["a thread and itself", { right: "1", decision: "related" }, "right", "is the same thread as left"],
    ["a canonical one of others", { decision: "duplicate", canonical: "4" }, "canonical", "is neither of the two threads"],
    ["a canonical one without duplicates", { decision: "related", canonical: "1" }, "canonical", "is for duplicates alone"],
    ["a score above 1", { decision: "related", score: 1.01 }, "score", "must be at most 1"],
    ["an editor", { decision: "related", editor: "Robin" }, "editor", /^is not known here/],
    ["an id that is none", { left: "..", decision: "related" }, "left", "must not be . or .."],
  ])("refuses %s", async (_, body, field, message) => {
    const { app } = createFakeApp(exampleThreads);
    const problem = await expectProblem(sendJson(app, "POST", DECISIONS, { left: "1", right: "3", ...body }, AS_ADA), 400, "invalid_request");
    expect(problem.errors).toContainEqual({ field, message: typeof message === "string" ? message : expect.stringMatching(message) });
    expect((await list(app)).total).toBe(0);
  });

  it.each(["none", "private", "archived"])("knows no thread %j", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "POST", DECISIONS, { left: "1", right: id, decision: "related" }, AS_ADA), 404, "thread_not_found");
    await expectProblem(sendJson(app, "POST", DECISIONS, { left: id, right: "1", decision: "open" }, AS_ADA), 404, "thread_not_found");
  });
});

describe("GET /v1/duplicates/decisions", () => {
  it("goes from page to page, newest first, and keeps to what stands or to an editor if asked", async () => {
    const { app } = createFakeApp(exampleThreads);
    await decide(app, "1", "3", "duplicate");
    await decide(app, "1", "4", "related", {}, AS_ROBIN);
    await decide(app, "3", "1", "unrelated", {}, AS_ROBIN);
    await decide(app, "1", "4", "open");
    const sequences = async (query: string) => (await list(app, query)).items.map(({ sequence }) => sequence);
    expect(await sequences("")).toEqual([4, 3, 2, 1]);
    expect(await list(app, "?limit=2&offset=1")).toMatchObject({ total: 4, offset: 1, limit: 2, items: [{ sequence: 3 }, { sequence: 2 }] });
    expect(await sequences("?current=true")).toEqual([3]);
    expect(await sequences("?editor=Robin")).toEqual([3, 2]);
    expect(await sequences("?editor=Ada&current=true")).toEqual([]);
  });

  it("leaves out what is about a thread that is hidden, until it is public again", async () => {
    const { app, stored } = createFakeApp(exampleThreads);
    await decide(app, "1", "3", "duplicate");
    const thread = stored.get("3")!;
    stored.set("3", { ...thread, visibility: "private" });
    expect((await list(app)).items).toEqual([]);
    for (const format of ["csv", "tsv"]) expect((await file(app, `?format=${format}`)).text.trim().split("\n")).toHaveLength(1);
    stored.set("3", thread);
    expect((await list(app)).total).toBe(1);
  });

  it("is a file of all for a spreadsheet, whatever stands in ids", async () => {
    const { app } = createFakeApp([...exampleThreads, { id: 'say "a",b', question: "q" }]);
    await decide(app, 'say "a",b', STRANGE, "duplicate", { canonical: STRANGE, score: 0.5 });
    for (let turn = 0; turn < 25; turn += 1) await decide(app, "1", "3", "skipped");
    const { text, type, disposition } = await file(app, "?format=csv");
    const [header, ...rows] = text.split("\r\n");
    expect([type, disposition, header]).toEqual([
      "text/csv; charset=utf-8", 'attachment; filename="duplicate-decisions.csv"', "sequence,left,right,decision,canonical,score,editor,decidedAt",
    ]);
    expect([rows.length, rows.at(-1)]).toEqual([27, ""]);
    expect(rows[0]).toMatch(/^26,1,3,skipped,,,Ada,2026-/);
    expect(rows.at(-2)).toMatch(/^1,a\/b\?c#d%e f,"say ""a"",b",duplicate,a\/b\?c#d%e f,0\.5,Ada,2026-/);
  });

  it("is a file in which no id is a formula for a spreadsheet", async () => {
    const { app } = createFakeApp([...exampleThreads, { id: "=1+1", question: "q" }, { id: '@a,"b"', question: "q" }]);
    await decide(app, "=1+1", '@a,"b"', "related");
    expect((await file(app, "?format=csv")).text.split("\r\n")[1]).toMatch(/^1,'=1\+1,"'@a,""b""",related,/);
  });

  it("is a file of labels: two texts on a line, and 1 for related and duplicate, 0 for unrelated", async () => {
    const { app } = createFakeApp(exampleThreads);
    await decide(app, "1", "3", "unrelated");
    await decide(app, "1", STRANGE, "related");
    await decide(app, "3", "4", "duplicate");
    await decide(app, "1", "4", "skipped");
    await decide(app, "3", STRANGE, "duplicate");
    await decide(app, "3", STRANGE, "open");
    const { text, type, disposition } = await file(app, "?format=tsv");
    expect([type, disposition]).toEqual(["text/tab-separated-values; charset=utf-8", 'attachment; filename="duplicate-labels.tsv"']);
    expect(text.split("\n")).toEqual([
      "left\tright\trelated",
      "Aching back My back aches after sitting. Is it the chair?\tNo title here, only this question.\t0",
      "Aching back My back aches after sitting. Is it the chair?\tAn id of strange characters Does it work?\t1",
      "No title here, only this question.\tWithout department Where does this belong?\t1",
      "",
    ]);
  });

  it.each(["?limit=0", "?foo=1", "?current=1", "?editor=", "?format=xml", "?format=csv&limit=5", "?format=tsv&offset=0"])("refuses %s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(DECISIONS + query, { headers: AS_ADA }), 400, "invalid_request");
  });
});
