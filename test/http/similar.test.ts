import { describe, expect, it } from "vitest";
import { SimilarAnswer } from "../../src/http/contract/similar.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, getJson, sendJson } from "./requests.ts";

const everything = { limit: 7, minScore: 0.25, department: "Orthopedics", language: "en", answered: true, collapse: false, recency: 0.5, explain: true };

describe("GET /v1/threads/{id}/similar", () => {
  it("asks the recommender with the defaults and answers what it says", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const answer = SimilarAnswer.parse(await getJson(app, "/v1/threads/1/similar"));
    expect(answer.items.map(({ id }) => id)).toEqual(["a/b?c#d%e f", "3", "4"]);
    expect(calls).toMatchObject([{ method: "similar", subject: { threadId: "1" }, options: { limit: 4, answered: false, collapse: true, explain: false } }]);
    expect(calls[0]?.options).toHaveProperty("minScore", undefined);
  });

  it("hands on every parameter", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    await getJson(app, "/v1/threads/1/similar?limit=7&minScore=.25&department=Orthopedics&language=en&answered=true&collapse=false&recency=.5&explain=true");
    expect(calls[0]?.options).toEqual(everything);
  });

  it("finds a thread whose id is full of characters with a meaning in addresses", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    await getJson(app, `/v1/threads/${encodeURIComponent("a/b?c#d%e f")}/similar`);
    expect(calls[0]?.subject).toEqual({ threadId: "a/b?c#d%e f" });
  });

  it("explains only when asked to", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect((await getJson(app, "/v1/threads/1/similar")).items[0]).not.toHaveProperty("explanation");
    expect((await getJson(app, "/v1/threads/1/similar?explain=true")).items[0].explanation).toMatchObject({ raw: 0.5 });
  });

  it("says the same of unknown, private and archived threads: that there is none", async () => {
    const { app } = createFakeApp(exampleThreads);
    const answers = ["unknown", "private", "archived"].map(async (id) => {
      const problem = await expectProblem(app.request(`/v1/threads/${id}/similar`), 404, "thread_not_found");
      return JSON.stringify({ ...problem, requestId: undefined });
    });
    expect(new Set(await Promise.all(answers)).size).toBe(1);
  });

  it.each([
    ["limit=abc", "limit"], ["limit=0", "limit"], ["limit=101", "limit"], ["limit=", "limit"], ["limit", "limit"],
    ["limit=1.5", "limit"], ["limit=-1", "limit"], ["limit=1e1", "limit"], ["limit=%2010", "limit"], ["limit=1&limit=2", "limit"],
    ["minScore=", "minScore"], ["minScore=1.1", "minScore"], ["minScore=-0.1", "minScore"], ["minScore=NaN", "minScore"],
    ["department=", "department"], ["department=%20", "department"], ["department=%00", "department"],
    ["department=a&department=b", "department"], [`language=${"x".repeat(301)}`, "language"],
    ["answered=1", "answered"], ["collapse=1", "collapse"], ["collapse=", "collapse"], ["explain=True", "explain"],
    ["limits=3", "limits"], ["__proto__=1", "__proto__"], ["topicLimit=3", "topicLimit"],
  ])("refuses ?%s and names the parameter", async (query, field) => {
    const { app, calls } = createFakeApp(exampleThreads);
    const problem = await expectProblem(app.request(`/v1/threads/1/similar?${query}`), 400, "invalid_request");
    expect(problem.errors).toMatchObject([{ field }]);
    expect(calls).toEqual([]);
  });

  it("lists the known parameters beside an unknown one", async () => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(app.request("/v1/threads/1/similar?max=3"), 400, "invalid_request");
    expect(errors?.[0]?.message).toContain("limit, minScore, department, language, answered, collapse, recency, explain");
  });

  it("names all that is wrong at once", async () => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(app.request("/v1/threads/1/similar?limit=x&minScore=y&z=1"), 400, "invalid_request");
    expect(errors?.map(({ field }) => field)).toEqual(["limit", "minScore", "z"]);
  });
});

describe("POST /v1/similar", () => {
  it("asks about a text", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const response = await sendJson(app, "POST", "/v1/similar", { text: "My knee", title: "Knee", ...everything });
    SimilarAnswer.parse(await response.json());
    expect(calls).toMatchObject([{ subject: { text: "My knee", title: "Knee" }, options: everything }]);
  });

  it("hands on a signal that aborts with the request", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const controller = new AbortController();
    await app.request("/v1/similar", {
      method: "POST",
      body: '{"text":"a"}',
      headers: { "content-type": "application/json" },
      signal: controller.signal,
    });
    controller.abort();
    expect(calls[0]?.signal?.aborted).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ["no text", {}, "text"], ["an empty text", { text: "" }, "text"], ["a blank text", { text: " \n\u3000" }, "text"],
    ["a number for a text", { text: 3 }, "text"], ["null for a text", { text: null }, "text"], ["a list for a text", { text: ["a"] }, "text"],
    ["a null byte", { text: "a\0b" }, "text"], ["half of a surrogate pair", '{"text":"a\\ud800b"}', "text"],
    ["a text that is too long", { text: "x".repeat(50_001) }, "text"], ["a blank title", { text: "a", title: " " }, "title"],
    ["a limit as text", { text: "a", limit: "4" }, "limit"], ["a limit of 0", { text: "a", limit: 0 }, "limit"],
    ["a broken limit", { text: "a", limit: 1.5 }, "limit"], ["an endless score", '{"text":"a","minScore":1e999}', "minScore"],
    ["a flag as text", { text: "a", collapse: "true" }, "collapse"], ["an unknown field", { text: "a", max: 1 }, "max"],
    ["a prototype", '{"text":"a","__proto__":{"limit":1}}', "__proto__"], ["a list", [], ""], ["a bare text", '"a"', ""], ["null", "null", ""],
  ])("refuses %s", async (_, body, field) => {
    const { app, calls } = createFakeApp(exampleThreads);
    const problem = await expectProblem(sendJson(app, "POST", "/v1/similar", body), 400, "invalid_request");
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect(calls).toEqual([]);
  });

  it("takes a text of just the longest length, whatever its characters", async () => {
    const { app } = createFakeApp(exampleThreads);
    const escaped = `{"text":"${"\\u4f60".repeat(50_000)}"}`;
    expect((await sendJson(app, "POST", "/v1/similar", escaped)).status).toBe(200);
  });

  it("says where parameters belong that were put into the address", async () => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(sendJson(app, "POST", "/v1/similar?limit=3", { text: "a" }), 400, "invalid_request");
    expect(errors).toEqual([{ field: "limit", message: "is not known here; send it as a field of the JSON body, not in the address" }]);
  });
});
