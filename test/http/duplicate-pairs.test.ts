import { describe, expect, it } from "vitest";
import { DUPLICATE_CUTS } from "../../src/duplicates/cuts.ts";
import { PairPage } from "../../src/http/contract/duplicates.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, expectProblem, getJson, sendJson } from "./requests.ts";

const PAIRS = "/v1/duplicates";
const STRANGE = "a/b?c#d%e f";

const asked = ({ reviewCalls }: ReturnType<typeof createFakeApp>) => reviewCalls.map(({ asked: [first] }) => first);

describe("GET /v1/duplicates", () => {
  it("asks for all that is surely a duplicate, surest first, unless told otherwise", async () => {
    const forum = createFakeApp(exampleThreads);
    const page = PairPage.strict().parse(await getJson(forum.app, PAIRS, AS_ADA));
    expect(page).toMatchObject({ total: 6, offset: 0, limit: 20, judging: { judged: 0, total: 6 }, finding: { complete: false, threads: 4, pending: 2 } });
    expect(page.items[0]).toMatchObject({ left: { id: "1", title: "Aching back" }, right: { id: STRANGE }, score: 0.99, exact: true, judgement: null });
    expect(asked(forum)).toEqual([{ minScore: DUPLICATE_CUTS.line, state: "all", order: "score", offset: 0, limit: 20 }]);
  });

  it("hands on every filter, and moments in UTC", async () => {
    const forum = createFakeApp(exampleThreads);
    const query = "minScore=.95&department=Orthopedics&from=2017-04-22&to=2017-04-23T02:00:00%2B02:00&text=back%20pain&state=open&order=line&offset=1&limit=2";
    const page = PairPage.parse(await getJson(forum.app, `${PAIRS}?${query}`, AS_ADA));
    expect([page.total, page.offset, page.limit, page.items.length]).toEqual([5, 1, 2, 2]);
    expect(asked(forum)).toEqual([
      { minScore: 0.95, department: "Orthopedics", from: "2017-04-22", to: "2017-04-23T00:00:00.000Z", text: "back pain", state: "open", order: "line", offset: 1, limit: 2 },
    ]);
  });

  it("says of a pair what an editor decided", async () => {
    const { app } = createFakeApp(exampleThreads);
    await sendJson(app, "POST", `${PAIRS}/decisions`, { left: "3", right: "1", decision: "related" }, AS_ADA);
    const { items, judging } = PairPage.parse(await getJson(app, PAIRS, AS_ADA));
    expect(items.filter(({ judgement }) => judgement !== null)).toMatchObject([{ left: { id: "1" }, right: { id: "3" }, judgement: { decision: "related", direct: true } }]);
    expect(judging.judged).toBe(1);
  });

  it.each([
    ["minScore=0.049", "minScore", "must be at least 0.05: pairs that score less are not kept"],
    ["minScore=1.1", "minScore", "must be at most 1"],
    ["minScore=high", "minScore", "must be a number from 0 to 1, like 0.5"],
    ["from=2026-11-25&to=2026-11-24", "from", "is after to"],
    ["from=2026-11-24T10:00:00Z&to=2026-11-24T09:59:59Z", "from", "is after to"],
    ["from=2026-11-25T00:00:00Z&to=2026-11-24", "from", "is after to"],
    ["from=24.11.2026", "from", "must be a day like 2026-11-24, or a moment like 2026-11-24T09:30:00Z"],
    ["from=2026-11-24T09:30:00", "from", "must be a day like 2026-11-24, or a moment like 2026-11-24T09:30:00Z"],
    ["to=2026-02-30", "to", "must be a day like 2026-11-24, or a moment like 2026-11-24T09:30:00Z"],
    ["state=done", "state", "must be open, judged or all"],
    ["order=size", "order", "must be score or line"],
    ["format=tsv", "format", "must be json or csv"],
    ["format=csv&limit=5", "", "takes offset and limit with format json alone: a file holds all"],
    ["limit=101", "limit", "must be at most 100"],
    ["text=%20", "text", "is empty"],
    ["score=1", "score", "is not known here; known here: offset, limit, minScore, department, from, to, text, state, order, format"],
  ])("refuses ?%s and says why", async (query, field, message) => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(app.request(`${PAIRS}?${query}`, { headers: AS_ADA }), 400, "invalid_request");
    expect(errors).toEqual([{ field, message }]);
    expect(reviewCalls).toEqual([]);
  });

  it.each(["from=2026-11-24&to=2026-11-24", "from=2026-11-24T23:59:59.999Z&to=2026-11-24", "minScore=0.5", "minScore=1", "from=2026-11-24T09:30:00.5Z"])("takes ?%s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    expect((await app.request(`${PAIRS}?${query}`, { headers: AS_ADA })).status).toBe(200);
  });

  it("is a file of all that match, with the same filters", async () => {
    const threads = Array.from({ length: 16 }, (_, place) => ({ id: `t${place}`, title: `Title ${place}`, question: "q" }));
    const forum = createFakeApp(threads);
    await sendJson(forum.app, "POST", `${PAIRS}/decisions`, { left: "t0", right: "t2", decision: "unrelated" }, AS_ADA);
    const response = await forum.app.request(`${PAIRS}?format=csv&minScore=0.5&state=all&order=line`, { headers: AS_ADA });
    expect([response.status, response.headers.get("content-type"), response.headers.get("content-disposition"), response.headers.get("cache-control")]).toEqual([
      200, "text/csv; charset=utf-8", 'attachment; filename="duplicate-pairs.csv"', "no-store",
    ]);
    const [header, ...rows] = (await response.text()).split("\r\n");
    expect(header).toBe("left,right,leftTitle,rightTitle,score,exact,decision,direct");
    expect([rows.length, rows.at(-1)]).toEqual([51, ""]);
    expect(rows.slice(0, 2)).toEqual(["t0,t1,Title 0,Title 1,0.99,true,,", "t0,t2,Title 0,Title 2,0.98,false,unrelated,true"]);
    expect(asked(forum)).toEqual([{ minScore: 0.5, state: "all", order: "line" }]);
  });

  it("is a file whose cells stay cells: quotes, commas and line ends are quoted, and no formula is one", async () => {
    const { app } = createFakeApp([
      { id: "=1", title: 'Is "it", or not?', question: "q" },
      { id: "2", title: '=HYPERLINK("http://other.example")', question: "q" },
    ]);
    const response = await app.request(`${PAIRS}?format=csv`, { headers: AS_ADA });
    expect((await response.text()).split("\r\n")[1]).toBe(`'=1,2,"Is ""it"", or not?","'=HYPERLINK(""http://other.example"")",0.99,true,,`);
  });
});
