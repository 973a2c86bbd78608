import { describe, expect, it } from "vitest";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, expectProblem, sendJson } from "./requests.ts";

const ROUTES: readonly [method: string, path: string, body?: object][] = [
  ["PATCH", "/v1/topics/back-pain.family-medicine", { hidden: true }],
  ["GET", "/v1/topic-edits"],
  ["POST", "/v1/duplicates/decisions", { left: "1", right: "3", decision: "related" }],
  ["GET", "/v1/duplicates/decisions"],
  ["POST", "/v1/duplicates/decisions/batch", { decisions: [{ left: "1", right: "3", decision: "related" }] }],
  ["GET", "/v1/duplicates"],
  ["GET", "/v1/duplicates/clusters"],
  ["GET", "/v1/duplicates/clusters/1"],
];

describe.each(ROUTES)("%s %s", (method, path, body) => {
  const ask = (app: ReturnType<typeof createFakeApp>["app"], headers: Record<string, string>) =>
    body === undefined ? app.request(path, { method, headers }) : sendJson(app, method, path, body, headers);

  it("is closed to who sends no key, and says how to get one", async () => {
    const { app } = createFakeApp(exampleThreads);
    const response = await ask(app, {});
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Kindred"');
    const { remedy } = await expectProblem(response, 401, "key_missing");
    expect(remedy).toContain("npm run keys -- add NAME");
  });

  it.each(["Bearer kindred_other", "Bearer kindred_ada-s_keys", "Bearer KINDRED_ADA-S_KEY", "Bearer", "Bearer \u00e9", "Basic YTpi", "kindred_ada-s_key"])(
    "is closed to %j",
    async (authorization) => {
      const { app } = createFakeApp(exampleThreads);
      const response = await ask(app, { authorization });
      expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Kindred", error="invalid_token"');
      const { remedy } = await expectProblem(response, 401, "key_refused");
      expect(remedy).toContain("npm run keys -- add NAME");
    },
  );

  it("refuses before it looks at what else is wrong", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`${path}?limit=x`, { method, ...(body === undefined ? {} : { body: "{" }) }), 401, "key_missing");
  });

  it("is open to an editor, however the scheme is spelt", async () => {
    const { app } = createFakeApp(exampleThreads);
    for (const authorization of [AS_ADA.authorization, AS_ADA.authorization.replace("Bearer", "bearer")]) {
      expect((await ask(app, { authorization })).ok).toBe(true);
    }
  });

  it("logs neither keys nor whose they are", async () => {
    const { app, logged } = createFakeApp(exampleThreads);
    await ask(app, AS_ADA);
    await ask(app, { authorization: "Bearer kindred_other" });
    expect(logged).toHaveLength(2);
    expect(JSON.stringify(logged)).not.toMatch(/kindred_|\bada\b/i);
  });
});

it("a change is refused as a whole: nothing of it is done without a key", async () => {
  const { app } = createFakeApp(exampleThreads);
  await sendJson(app, "PATCH", "/v1/topics/back-pain.family-medicine", { hidden: true });
  expect((await app.request("/v1/topics/back-pain.family-medicine")).status).toBe(200);
});
