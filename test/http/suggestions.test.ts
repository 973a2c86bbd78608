import { describe, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { Suggestions } from "../../src/http/contract/suggestions.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, sendJson } from "./requests.ts";

const PATH = "/v1/suggestions";

describe("POST /v1/suggestions", () => {
  it("answers answered threads, topics and a department from one call", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const response = await sendJson(app, "POST", PATH, { text: "My back", title: "Back" });
    const answer = Suggestions.strict().parse(await response.json());
    expect(answer.similar.items.map(({ id }) => id)).toEqual(["1"]);
    expect(answer.relatedFaq.items).toHaveLength(3);
    expect(answer.department).toEqual({ name: "Family Medicine", share: 0.75 });
    expect(calls).toMatchObject([{ method: "suggest", subject: { text: "My back", title: "Back" } }]);
    expect(calls[0]?.options).toEqual({ limit: 4, topicLimit: 5, language: undefined });
  });

  it("says null where there is no department to suggest", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q" }]);
    const answer = await (await sendJson(app, "POST", PATH, { text: "a" })).json();
    expect(answer).toHaveProperty("department", null);
  });

  it("hands on every option, and a signal that aborts with the request", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const controller = new AbortController();
    await app.request(PATH, {
      method: "POST",
      body: JSON.stringify({ text: "a", limit: 20, topicLimit: 1, language: "en" }),
      headers: { "content-type": "application/json" },
      signal: controller.signal,
    });
    expect(calls[0]?.options).toEqual({ limit: 20, topicLimit: 1, language: "en" });
    expect(calls[0]?.signal?.aborted).toBe(false);
    controller.abort();
    expect(calls[0]?.signal?.aborted).toBe(true);
  });

  it.each([
    [{}, "text"], [{ text: " " }, "text"], [{ text: "a", limit: 0 }, "limit"], [{ text: "a", limit: 21 }, "limit"], [{ text: "a", topicLimit: 21 }, "topicLimit"],
    [{ text: "a", language: "" }, "language"], [{ text: "a", answered: false }, "answered"], [{ text: "a", department: "Eyes" }, "department"],
  ])("refuses %j and names the field", async (body, field) => {
    const { app, calls } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(sendJson(app, "POST", PATH, body), 400, "invalid_request");
    expect(errors).toMatchObject([{ field }]);
    expect(calls).toEqual([]);
  });

  it("takes no text in its address, and no body but JSON", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "POST", `${PATH}?text=a`, { text: "a" }), 400, "invalid_request");
    await expectProblem(sendJson(app, "POST", PATH, "text=a", { "content-type": "text/plain" }), 415, "unsupported_media_type");
  });

  it("says when too much is asked", async () => {
    const { app, fail } = createFakeApp(exampleThreads);
    fail(new KindredError("overloaded", "busy", "wait"));
    await expectProblem(sendJson(app, "POST", PATH, { text: "a" }), 429, "overloaded");
  });
});
