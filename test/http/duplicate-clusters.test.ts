import { describe, expect, it } from "vitest";
import { DUPLICATE_CUTS } from "../../src/duplicates/cuts.ts";
import { ClusterPage, WholeCluster } from "../../src/http/contract/duplicates.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, expectProblem, getJson } from "./requests.ts";

const CLUSTERS = "/v1/duplicates/clusters";
const STRANGE = "a/b?c#d%e f";

describe("GET /v1/duplicates/clusters", () => {
  it("asks for the largest first, and shows the first threads of each", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const page = ClusterPage.strict().parse(await getJson(app, CLUSTERS, AS_ADA));
    expect(page).toMatchObject({ total: 1, offset: 0, limit: 20, judging: { judged: 0, total: 6 }, finding: { complete: false } });
    expect(page.items).toMatchObject([{ size: 4, canonical: { id: "1", reason: "oldest" }, weakest: { left: "3", right: "4", score: 0.94 }, pairCount: 6, judgedCount: 0 }]);
    expect(page.items[0]?.threads.map(({ id }) => id)).toEqual(["1", STRANGE, "3"]);
    expect(reviewCalls).toEqual([{ method: "clusters", asked: [{ minScore: DUPLICATE_CUTS.line, state: "all", order: "size", offset: 0, limit: 20 }] }]);
  });

  it("hands on every filter", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    await getJson(app, `${CLUSTERS}?minScore=0.6&department=A&from=2017-04-22&to=2017-04-23&text=b&state=judged&order=certainty&offset=3&limit=5`, AS_ADA);
    expect(reviewCalls[0]?.asked).toEqual([
      { minScore: 0.6, department: "A", from: "2017-04-22", to: "2017-04-23", text: "b", state: "judged", order: "certainty", offset: 3, limit: 5 },
    ]);
  });

  it.each([
    ["minScore=0.04", "minScore", /^must be at least 0.05/],
    ["from=2026-11-25&to=2026-11-24", "from", /^is after to$/],
    ["order=score", "order", /^must be size, certainty or line$/],
    ["format=csv", "format", /^is not known here/],
  ])("refuses ?%s and says why", async (query, field, message) => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(app.request(`${CLUSTERS}?${query}`, { headers: AS_ADA }), 400, "invalid_request");
    expect(errors).toEqual([{ field, message: expect.stringMatching(message) }]);
    expect(reviewCalls).toEqual([]);
  });
});

describe("GET /v1/duplicates/clusters/{id}", () => {
  it("gives all threads and pairs of the cluster that holds a thread, whatever stands in its id", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const cluster = WholeCluster.strict().parse(await getJson(app, `${CLUSTERS}/${encodeURIComponent(STRANGE)}?minScore=0.7`, AS_ADA));
    expect(cluster.threads.map(({ id }) => id)).toEqual(["1", STRANGE, "3", "4"]);
    expect(cluster.pairs).toHaveLength(6);
    expect(cluster.pairs[0]).toEqual({ left: "1", right: STRANGE, score: 0.99, exact: true, judgement: null });
    expect(reviewCalls).toEqual([{ method: "cluster", asked: [STRANGE, 0.7] }]);
  });

  it("takes the same score as the list does, unless told otherwise", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    await getJson(app, `${CLUSTERS}/1`, AS_ADA);
    expect(reviewCalls[0]?.asked).toEqual(["1", DUPLICATE_CUTS.line]);
  });

  it("says the same of a thread in no cluster, a hidden one and one that never was: that no cluster holds it", async () => {
    const { app } = createFakeApp(exampleThreads);
    for (const path of [`${CLUSTERS}/1?minScore=1`, `${CLUSTERS}/private`, `${CLUSTERS}/none`]) {
      const { remedy } = await expectProblem(app.request(path, { headers: AS_ADA }), 404, "cluster_not_found");
      expect(remedy).toContain("GET /v1/duplicates/clusters");
    }
  });

  it.each(["minScore=0.03", "order=size", "limit=3"])("refuses ?%s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`${CLUSTERS}/1?${query}`, { headers: AS_ADA }), 400, "invalid_request");
  });
});
