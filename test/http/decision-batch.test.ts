import { describe, expect, it } from "vitest";
import { DecisionPage, DecisionsMade } from "../../src/http/contract/duplicate-decisions.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, AS_ROBIN, expectProblem, getJson, sendJson } from "./requests.ts";

const BATCH = "/v1/duplicates/decisions/batch";
const STRANGE = "a/b?c#d%e f";
const fine = { left: "1", right: "3", decision: "related" };

type App = ReturnType<typeof createFakeApp>["app"];
const send = (app: App, body: unknown, headers: Record<string, string> = AS_ADA) => sendJson(app, "POST", BATCH, body, headers);
const kept = async (app: App) => DecisionPage.parse(await getJson(app, "/v1/duplicates/decisions", AS_ADA)).total;

describe("POST /v1/duplicates/decisions/batch", () => {
  it("keeps all decisions, in their order, under the name of the key", async () => {
    const { app } = createFakeApp(exampleThreads);
    const decisions = [{ left: STRANGE, right: "1", decision: "duplicate", canonical: STRANGE, score: 0.9 }, fine, { left: "3", right: "1", decision: "open" }];
    const response = await send(app, { decisions }, AS_ROBIN);
    expect([response.status, response.headers.get("cache-control")]).toEqual([201, "no-store"]);
    const { items } = DecisionsMade.strict().parse(await response.json());
    expect(items).toMatchObject([
      { sequence: 1, left: "1", right: STRANGE, decision: "duplicate", canonical: STRANGE, score: 0.9, editor: "Robin" },
      { sequence: 2, left: "1", right: "3", decision: "related", score: null, editor: "Robin" },
      { sequence: 3, left: "1", right: "3", decision: "open" },
    ]);
    expect(await kept(app)).toBe(3);
  });

  it("takes two hundred at their longest", async () => {
    const ids = ["\u4f60".repeat(200), "\u597d".repeat(200)] as const;
    const { app } = createFakeApp(ids.map((id) => ({ id, question: "q" })));
    const decisions = Array.from({ length: 200 }, () => ({ left: ids[0], right: ids[1], decision: "duplicate", canonical: ids[1], score: 0.123456789012 }));
    const escaped = JSON.stringify({ decisions }, undefined, 8).replaceAll("\u4f60", "\\u4f60").replaceAll("\u597d", "\\u597d");
    expect((await send(app, escaped)).status).toBe(201);
  });

  it.each<[string, unknown, string, string | RegExp]>([
    ["a thread and itself", { decisions: [fine, fine, fine, { ...fine, right: "1" }] }, "decisions.3.right", "is the same thread as left"],
    ["a canonical one of others", { decisions: [{ ...fine, decision: "duplicate", canonical: "4" }] }, "decisions.0.canonical", "is neither of the two threads"],
    ["another decision", { decisions: [fine, { ...fine, decision: "same" }] }, "decisions.1.decision", /^must be duplicate/],
    ["an unknown field", { decisions: [fine, { ...fine, editor: "Robin" }] }, "decisions.1.editor", /^is not known here/],
    ["no decision at all", { decisions: [] }, "decisions", "must hold 1 to 200 decisions"],
    ["more than two hundred", { decisions: Array.from({ length: 201 }, () => fine) }, "decisions", "must hold 1 to 200 decisions"],
    ["one that is no list", { decisions: fine }, "decisions", "must be a list of decisions"],
    ["a bare list", [fine], "", "must be a JSON object"],
    ["a single decision", fine, "left", /^is not known here; known here: decisions$/],
  ])("refuses %s as a whole, and names which it is", async (_, body, field, message) => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(send(app, body), 400, "invalid_request");
    expect(errors).toContainEqual({ field, message: typeof message === "string" ? message : expect.stringMatching(message) });
    expect(await kept(app)).toBe(0);
  });

  it.each(["none", "private", "archived"])("keeps nothing where one thread is %j, and names the decision", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(send(app, { decisions: [fine, { ...fine, right: id }, fine, { ...fine, left: id }] }), 404, "thread_not_found");
    expect(errors).toEqual([
      { field: "decisions.1.right", message: "is no public thread" },
      { field: "decisions.3.left", message: "is no public thread" },
    ]);
    expect(await kept(app)).toBe(0);
  });

  it("refuses other content types, compressed bodies, a body that is too large, and parameters", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(send(app, { decisions: [fine] }, { ...AS_ADA, "content-type": "text/csv" }), 415, "unsupported_media_type");
    await expectProblem(send(app, { decisions: [fine] }, { ...AS_ADA, "content-encoding": "gzip" }), 415, "unsupported_media_type");
    await expectProblem(send(app, { decisions: [{ ...fine, left: "x".repeat(4_000_000) }] }), 413, "payload_too_large");
    await expectProblem(sendJson(app, "POST", `${BATCH}?left=1`, { decisions: [fine] }, AS_ADA), 400, "invalid_request");
    expect(await kept(app)).toBe(0);
  });
});
