import { describe, expect, it } from "vitest";
import { Recommendations } from "../../src/http/contract/recommendations.ts";
import { TopicAnswer } from "../../src/http/contract/related-faq.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, getJson, sendJson } from "./requests.ts";

describe("related FAQ", () => {
  it("answers ten topics at most of a thread unless told otherwise", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const { items } = TopicAnswer.parse(await getJson(app, "/v1/threads/1/related-faq"));
    expect(items.map(({ name, department }) => [name, department])).toEqual([
      ["Back Pain", "Family Medicine"],
      ["Posture", "Rehabilitation"],
      ["Wrist", "Orthopedics"],
    ]);
    expect(calls).toMatchObject([{ method: "relatedTopics", options: { limit: 10 } }]);
    expect((await getJson(app, "/v1/threads/1/related-faq?limit=1")).items).toHaveLength(1);
  });

  it("answers topics of a text", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const response = await sendJson(app, "POST", "/v1/related-faq", { text: "wrist", limit: 50 });
    TopicAnswer.parse(await response.json());
    expect(calls).toMatchObject([{ subject: { text: "wrist" }, options: { limit: 50 } }]);
  });

  it("says of each topic why it is here, if asked", async () => {
    const { app } = createFakeApp(exampleThreads);
    const explained = [
      await getJson(app, "/v1/threads/1/related-faq?explain=true"),
      await (await sendJson(app, "POST", "/v1/related-faq", { text: "wrist", explain: true })).json(),
      (await getJson(app, "/v1/threads/1/recommendations?explain=true")).relatedFaq,
    ].map((answer) => TopicAnswer.parse(answer));
    for (const { items } of explained) expect(items[0]).toMatchObject({ explanation: { threads: [{ id: "1", similarity: 0.75 }], raw: 0.5 } });
    const { items } = TopicAnswer.parse(await getJson(app, "/v1/threads/1/related-faq"));
    expect(items[0]).not.toHaveProperty("explanation");
  });

  it.each(["explain=yes", "limit=51", "limit=0", "minScore=0.5", "limit="])("refuses ?%s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/threads/1/related-faq?${query}`), 400, "invalid_request");
  });

  it("refuses fields that belong to similar threads", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "POST", "/v1/related-faq", { text: "a", collapse: true }), 400, "invalid_request");
    await expectProblem(sendJson(app, "POST", "/v1/related-faq", { text: "a", limit: 51 }), 400, "invalid_request");
  });

  it("knows no topics of a private thread", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request("/v1/threads/private/related-faq"), 404, "thread_not_found");
  });
});

describe("recommendations", () => {
  it("answers both lists of a thread from one call", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const answer = Recommendations.parse(await getJson(app, "/v1/threads/1/recommendations"));
    expect([answer.similar.items.length, answer.relatedFaq.items.length]).toEqual([3, 3]);
    expect(calls).toMatchObject([
      { method: "recommend", subject: { threadId: "1" }, options: { similar: { limit: 4, collapse: true, explain: false }, topicLimit: 10 } },
    ]);
  });

  it("takes the parameters of similar threads and topicLimit", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    await getJson(app, "/v1/threads/1/recommendations?limit=2&topicLimit=1&department=Orthopedics&minScore=1");
    expect(calls[0]?.options).toMatchObject({ similar: { limit: 2, department: "Orthopedics", minScore: 1 }, topicLimit: 1 });
  });

  it("answers both lists of a text", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const response = await sendJson(app, "POST", "/v1/recommendations", { text: "a", topicLimit: 2, limit: 1 });
    const answer = Recommendations.parse(await response.json());
    expect([answer.similar.items.length, answer.relatedFaq.items.length]).toEqual([1, 2]);
    expect(calls[0]?.options).toMatchObject({ similar: { limit: 1 }, topicLimit: 2 });
  });

  it.each(["topicLimit=51", "topicLimit=x", "limit=0", "topiclimit=3"])("refuses ?%s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/threads/1/recommendations?${query}`), 400, "invalid_request");
  });

  it("knows no unknown thread", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request("/v1/threads/none/recommendations"), 404, "thread_not_found");
  });
});
