import { describe, expect, it } from "vitest";
import { KindredError, type ErrorCode } from "../../src/forum/errors.ts";
import { PROBLEMS } from "../../src/http/problem.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, getJson, sendJson } from "./requests.ts";

describe("bodies", () => {
  it.each([
    ["broken JSON", '{"text":'], ["text that is no JSON", "hello"], ["an empty body", ""], ["a blank body", " \n"], ["two objects", '{"text":"a"}{}'],
  ])("refuses %s", async (_, body) => {
    const { app } = createFakeApp();
    const problem = await expectProblem(sendJson(app, "POST", "/v1/similar", body), 400, "invalid_request");
    expect(problem.detail).not.toContain("hello");
  });

  it("refuses bytes that are not UTF-8, instead of guessing", async () => {
    const { app } = createFakeApp();
    const body = Buffer.concat([Buffer.from('{"text":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
    const init = { method: "POST", body, headers: { "content-type": "application/json" } };
    await expectProblem(app.request("/v1/similar", init), 400, "invalid_request");
  });

  it.each(["/v1/similar", "/v1/related-faq", "/v1/recommendations", "/v1/duplicates/check"])("refuses other content types at %s", async (path) => {
    const { app } = createFakeApp();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonl", ""]) {
      await expectProblem(sendJson(app, "POST", path, { text: "a" }, { "content-type": type }), 415, "unsupported_media_type");
    }
  });

  it.each(["/v1/similar", "/v1/related-faq", "/v1/recommendations", "/v1/duplicates/check"])("refuses no body at all at %s", async (path) => {
    const { app } = createFakeApp();
    const response = await app.request(path, { method: "POST" });
    expect([400, 415]).toContain(response.status);
    const typed = await app.request(path, { method: "POST", headers: { "content-type": "application/json" } });
    expect(typed.status).toBe(400);
  });

  it("takes a content type with a charset", async () => {
    const { app } = createFakeApp();
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await sendJson(app, "POST", "/v1/similar", { text: "a" }, headers)).status).toBe(200);
  });

  it.each(["/v1/similar", "/v1/duplicates/check"])("refuses a body that is too large at %s", async (path) => {
    const { app } = createFakeApp([], { mostTextCharacters: 100 });
    await expectProblem(sendJson(app, "POST", path, { text: "x".repeat(20_000) }), 413, "payload_too_large");
  });

  it("refuses a compressed body", async () => {
    const { app } = createFakeApp();
    await expectProblem(sendJson(app, "POST", "/v1/similar", { text: "a" }, { "content-encoding": "br" }), 415, "unsupported_media_type");
  });
});

describe("addresses", () => {
  it.each(["/v1/threads/%E0%A4%A", "/v1/threads/%", "/v1/threads/%zz/similar", "/v1/threads?department=%ff", "/v1/threads/%ED%A0%80"])(
    "refuses %s as no text",
    async (path) => {
      const { app } = createFakeApp();
      await expectProblem(app.request(path), 400, "invalid_request");
    },
  );

  it.each(["/v1", "/v1/", "/v1/nothing", "/v2/threads", "/v1/threads/", "/v1/threads//similar", "/v1/threads/1/similar/"])(
    "has nothing at %s",
    async (path) => {
      const { app } = createFakeApp(exampleThreads);
      await expectProblem(app.request(path), 404, "route_not_found");
    },
  );

  it.each([
    ["POST", "/v1/threads/1", ["DELETE", "GET", "HEAD", "PUT"]],
    ["DELETE", "/v1/threads", ["GET", "HEAD", "POST"]],
    ["GET", "/v1/similar", ["POST"]],
    ["HEAD", "/v1/recommendations", ["POST"]],
    ["GET", "/v1/duplicates/check", ["POST"]],
    ["GET", "/v1/duplicates/decisions/batch", ["POST"]],
    ["POST", "/v1/duplicates", ["GET", "HEAD"]],
    ["PUT", "/v1/threads/1/similar", ["GET", "HEAD"]],
    ["POST", "/healthz", ["GET", "HEAD"]],
    ["OPTIONS", "/info", ["GET", "HEAD"]],
    ["PATCH", "/openapi.json", ["GET", "HEAD"]],
  ])("does not take %s %s, and says what it takes", async (method, path, allow) => {
    const { app } = createFakeApp(exampleThreads);
    const response = await app.request(path, { method });
    expect(response.headers.get("allow")?.split(", ").toSorted()).toEqual(allow);
    if (method === "HEAD") expect(response.status).toBe(405);
    else await expectProblem(response, 405, "method_not_allowed");
  });

  it("answers HEAD like GET, without a body", async () => {
    const { app } = createFakeApp(exampleThreads);
    for (const path of ["/v1/threads/1/similar", "/v1/threads", "/healthz", "/", "/threads/1"]) {
      const [head, get] = [await app.request(path, { method: "HEAD" }), await app.request(path)];
      expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, get.headers.get("content-type"), ""]);
    }
  });
});

describe("errors from below", () => {
  it.each(Object.entries(PROBLEMS))("answers %s as the table says", async (code, { status }) => {
    const { app, fail } = createFakeApp(exampleThreads);
    fail(new KindredError(code as ErrorCode, "what is wrong", "what to do"));
    const response = await app.request("/v1/threads/1/similar");
    if (status === 429 || status === 503) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectProblem(response, status, code);
  });

  it("tells nothing of an unexpected error, and logs its stack with its cause", async () => {
    const { app, fail, logged } = createFakeApp(exampleThreads);
    fail(new TypeError("/secret/path is not a function", { cause: new Error("the deeper cause") }));
    const response = await sendJson(app, "POST", "/v1/similar", { text: "my own words" });
    const problem = await expectProblem(response, 500, "internal");
    expect(JSON.stringify(problem)).not.toMatch(/secret|function|deeper/);
    const [line] = logged.filter(({ level }) => level === "error");
    expect(line?.fields["stack"]).toMatch(/TypeError: \/secret[\s\S]*errors\.test\.ts[\s\S]*caused by Error: the deeper cause/);
    expect(line?.fields["requestId"]).toBe(problem.requestId);
  });

  it("keeps the server's files and settings to itself", async () => {
    const { app, fail, logged } = createFakeApp(exampleThreads);
    fail(new KindredError("model_unavailable", "cannot read /home/me/model.onnx", "set EMBEDDING_MODEL"));
    const problem = await expectProblem(app.request("/v1/threads/1/similar"), 503, "model_unavailable");
    expect(JSON.stringify(problem)).not.toMatch(/home|EMBEDDING/);
    expect(JSON.stringify(logged)).toContain("/home/me/model.onnx");
  });

  it("wastes no log line on callers who left", async () => {
    const { app, fail, logged } = createFakeApp(exampleThreads);
    fail(new DOMException("aborted", "AbortError"));
    const response = await app.request("/v1/threads/1/similar", { signal: AbortSignal.abort() });
    expect([response.status, logged.filter(({ level }) => level === "error")]).toEqual([499, []]);
  });
});

describe("headers", () => {
  it("give every answer a request id, strict security headers, and no storing", async () => {
    const { app } = createFakeApp(exampleThreads);
    for (const path of ["/v1/threads/1", "/v1/nothing", "/threads/1", "/v1/threads/%"]) {
      const { headers } = await app.request(path);
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("keep a request id that came in, unless it is odd", async () => {
    const { app } = createFakeApp();
    const id = async (sent: string) => (await app.request("/healthz", { headers: { "x-request-id": sent } })).headers.get("x-request-id");
    expect(await id("abc-1")).toBe("abc-1");
    expect(await id("<b>")).not.toBe("<b>");
  });
});

describe("privacy", () => {
  it("neither logs nor sends back what somebody asked or looked for", async () => {
    const { app, logged, fail } = createFakeApp(exampleThreads);
    const words = "xyzzy-private-words";
    const answers = [
      await sendJson(app, "POST", "/v1/similar", { text: words, limit: "x" }),
      await sendJson(app, "POST", "/v1/similar", { text: words, [`${words} and more`]: 1 }),
      await sendJson(app, "POST", "/v1/similar", `{"text":"${words}"`),
      await sendJson(app, "POST", "/v1/similar", { text: words }),
      await app.request(`/v1/threads/1/similar?limit=x&department=${words}`),
      await app.request(`/v1/threads/${words}`),
      await app.request(`/${words}?q=${words}`),
    ];
    fail(new Error("boom"));
    answers.push(await sendJson(app, "POST", "/v1/similar", { text: words }));
    for (const answer of answers) expect(await answer.text()).not.toContain(words);
    expect(logged.length).toBeGreaterThan(answers.length - 1);
    expect(JSON.stringify(logged)).not.toContain(words);
  });

  it("logs a request by its route", async () => {
    const { app, logged } = createFakeApp(exampleThreads);
    await getJson(app, "/v1/threads/1/similar");
    expect(logged).toMatchObject([{ level: "info", fields: { method: "GET", route: "/v1/threads/:id/similar", status: 200 } }]);
  });
});
