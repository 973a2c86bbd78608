import { describe, expect, it } from "vitest";
import type { ApiDocument } from "../../src/http/api-document.ts";
import type { AllowedOrigins } from "../../src/http/cross-origin.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, expectProblem, getJson, sendJson } from "./requests.ts";

const FORUM = "https://forum.example";
const QUESTION = { text: "What keeps tin robots awake?" };

const forum = (allowedOrigins: AllowedOrigins = "*") => createFakeApp([{ id: "1", question: "q" }], { allowedOrigins }).app;

/** What a browser asks before it sends anything that a form could not. */
function preflight(app: ReturnType<typeof forum>, method: string, path: string, origin = FORUM) {
  const headers = { origin, "access-control-request-method": method, "access-control-request-headers": "content-type" };
  return app.request(path, { method: "OPTIONS", headers });
}

/** Whether a browser would let a page of another site send this, going by the answer to its preflight. */
async function isAllowed(app: ReturnType<typeof forum>, method: string, path: string, origin = FORUM): Promise<boolean> {
  const { headers } = await preflight(app, method, path, origin);
  const allowed = headers.get("access-control-allow-origin");
  return (allowed === "*" || allowed === origin) && (headers.get("access-control-allow-methods") ?? "").split(",").includes(method.toUpperCase());
}

/** What a page of another site must not do in a visitor's name, though it takes no key. */
const WRITES = new Set(["put /v1/threads/{id}", "delete /v1/threads/{id}", "post /v1/threads"]);

describe("a page of another site", () => {
  it("may do what is public, route by route, and nothing that writes threads or is for editors", async () => {
    const app = forum();
    const document: ApiDocument = await getJson(app, "/openapi.json");
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => ({ method, path, isPublic: security === undefined && !WRITES.has(`${method} ${path}`) })),
    );
    const ofForum = operations.filter(({ path }) => path.startsWith("/v1/"));
    expect(ofForum.length).toBeGreaterThan(20);
    for (const { method, path, isPublic } of ofForum) {
      expect(await isAllowed(app, method, path.replace("{id}", "1")), `${method} ${path}`).toBe(isPublic);
    }
  });

  it("reads answers, and errors as well", async () => {
    const app = forum();
    for (const path of ["/v1/threads/1/similar", "/v1/threads/nothing/similar", "/v1/threads/1/similar?limit=x"]) {
      const { headers } = await app.request(path, { headers: { origin: FORUM } });
      expect([headers.get("access-control-allow-origin"), headers.get("access-control-expose-headers")], path).toEqual(["*", "retry-after,x-request-id"]);
    }
    const { status, headers } = await sendJson(app, "POST", "/v1/similar", QUESTION, { origin: FORUM });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });

  it("never sends cookies or keys along", async () => {
    const app = forum();
    const { headers } = await preflight(app, "GET", "/v1/threads/1/similar");
    expect(headers.get("access-control-allow-headers")).toBe("content-type");
    expect(headers.has("access-control-allow-credentials")).toBe(false);
    const asEditor = await app.request("/v1/duplicates", { headers: { ...AS_ADA, origin: FORUM } });
    expect([asEditor.status, asEditor.headers.has("access-control-allow-origin")]).toEqual([200, false]);
  });

  it("may do so only where its site is named, if sites are named", async () => {
    const app = forum([FORUM, "http://localhost:8080"]);
    expect(await isAllowed(app, "POST", "/v1/similar")).toBe(true);
    expect(await isAllowed(app, "POST", "/v1/similar", "http://localhost:8080")).toBe(true);
    expect(await isAllowed(app, "POST", "/v1/similar", "https://elsewhere.example")).toBe(false);
    const { headers } = await app.request("/v1/threads/1/similar", { headers: { origin: FORUM } });
    expect([headers.get("access-control-allow-origin"), headers.get("vary")]).toEqual([FORUM, "Origin"]);
    expect(await isAllowed(forum([]), "POST", "/v1/similar")).toBe(false);
  });

  it("may do so from this machine alone, unless told otherwise", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q" }]);
    for (const origin of ["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:80", "https://forum.localhost"]) {
      expect(await isAllowed(app, "GET", "/v1/threads/1/similar", origin), origin).toBe(true);
    }
    for (const origin of [FORUM, "http://localhost.example", "http://127.0.0.1.example", "null", "file://"]) {
      expect(await isAllowed(app, "GET", "/v1/threads/1/similar", origin), origin).toBe(false);
    }
  });

  it("is refused by name before anything is done, and the log says once how to let it in", async () => {
    const { app, logged, calls } = createFakeApp([{ id: "1", question: "q" }]);
    for (const origin of [FORUM, "null"]) {
      await expectProblem(sendJson(app, "POST", "/v1/similar", QUESTION, { origin }), 403, "origin_refused");
      await expectProblem(app.request("/v1/threads/1/similar", { headers: { origin } }), 403, "origin_refused");
      await expectProblem(app.request("/v1/threads/1", { method: "DELETE", headers: { origin } }), 403, "origin_refused");
    }
    expect(calls).toEqual([]);
    expect(logged.filter(({ level }) => level === "warn").map(({ fields }) => fields)).toEqual([{ origin: `"${FORUM}"` }, { origin: '"null"' }]);
    for (let site = 0; site < 100; site += 1) await app.request("/v1/threads/1", { headers: { origin: `https://${site}.example` } });
    expect(logged.filter(({ level }) => level === "warn")).toHaveLength(32);
  });

  it("is no matter for our own pages, behind a proxy as well, nor for a form that leads to a page", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q" }]);
    const own = { host: "kindred.example", origin: "https://kindred.example" };
    const request = new Request("http://kindred.example/v1/similar", { method: "POST", body: JSON.stringify(QUESTION), headers: { "content-type": "application/json", ...own } });
    expect((await app.request(request)).status).toBe(200);
    const body = new URLSearchParams(QUESTION);
    expect((await app.request("/ask", { method: "POST", body, headers: { origin: FORUM } })).status).toBe(200);
  });
});
