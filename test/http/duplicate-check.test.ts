import { describe, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { CheckAnswer } from "../../src/http/contract/duplicate-check.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, sendJson } from "./requests.ts";

const CHECK = "/v1/duplicates/check";

async function check(app: ReturnType<typeof createFakeApp>["app"], body: object) {
  const response = await sendJson(app, "POST", CHECK, body);
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  return CheckAnswer.strict().parse(await response.json());
}

describe("POST /v1/duplicates/check", () => {
  it.each([
    ["yes", { text: "Does it work?" }, [{ thread: { id: "a/b?c#d%e f", title: "An id of strange characters" }, score: 1, exact: true }]],
    ["maybe", { title: "Aching back", text: "It aches." }, [{ thread: { id: "1", department: "Family Medicine" }, score: 0.75, exact: false }]],
    ["no", { text: "Something else" }, []],
  ])("tells anybody %s, and the threads that speak for it", async (verdict, body, matches) => {
    const { app } = createFakeApp(exampleThreads);
    expect(await check(app, body)).toMatchObject({ verdict, matches });
  });

  it("asks about the text and its title", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    await check(app, { title: "A title", text: "A text" });
    expect(reviewCalls).toMatchObject([{ method: "check", asked: [{ title: "A title", question: "A text" }, { signal: expect.any(AbortSignal) }] }]);
  });

  it("hands on a signal that aborts with the request", async () => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const controller = new AbortController();
    await app.request(CHECK, { method: "POST", body: '{"text":"a"}', headers: { "content-type": "application/json" }, signal: controller.signal });
    controller.abort();
    expect(reviewCalls[0]?.asked[1]).toMatchObject({ signal: { aborted: true } });
  });

  it.each<[string, unknown, string]>([
    ["no text", {}, "text"], ["a blank text", { text: " \n" }, "text"], ["a list for a text", { text: ["a"] }, "text"],
    ["a null byte", { text: "a\0b" }, "text"], ["a text that is too long", { text: "x".repeat(50_001) }, "text"], ["a blank title", { text: "a", title: " " }, "title"],
    ["a score", { text: "a", minScore: 0.9 }, "minScore"], ["a list", [], ""],
  ])("refuses %s", async (_, body, field) => {
    const { app, reviewCalls } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(sendJson(app, "POST", CHECK, body), 400, "invalid_request");
    expect(errors?.map((error) => error.field)).toEqual([field]);
    expect(reviewCalls).toEqual([]);
  });

  it("takes no text in the address, where it would be kept", async () => {
    const { app } = createFakeApp(exampleThreads);
    const { errors } = await expectProblem(sendJson(app, "POST", `${CHECK}?text=a`, { text: "a" }), 400, "invalid_request");
    expect(errors).toEqual([{ field: "text", message: "is not known here; send it as a field of the JSON body, not in the address" }]);
  });

  it("says when to ask again where too many wait", async () => {
    const { app, fail } = createFakeApp(exampleThreads);
    fail(new KindredError("overloaded", "full", "wait"));
    const response = await sendJson(app, "POST", CHECK, { text: "a" });
    expect(response.headers.get("retry-after")).toBe("1");
    await expectProblem(response, 429, "overloaded");
  });

  it("neither logs nor sends back what was asked, whatever becomes of it", async () => {
    const { app, logged, fail } = createFakeApp(exampleThreads);
    const words = "xyzzy-private-words";
    const answers = [
      await sendJson(app, "POST", CHECK, { text: words }),
      await sendJson(app, "POST", CHECK, { text: words, title: 1 }),
      await sendJson(app, "POST", CHECK, `{"text":"${words}"`),
    ];
    fail(new Error("boom"));
    answers.push(await sendJson(app, "POST", CHECK, { title: words, text: words }));
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 500]);
    for (const answer of answers) expect(await answer.text()).not.toContain(words);
    expect(JSON.stringify(logged)).not.toContain(words);
  });
});
