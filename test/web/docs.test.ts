import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { ApiDocument } from "../../src/http/api-document.ts";
import { PROBLEMS } from "../../src/http/problem.ts";
import { documentedRoutes } from "../../src/web/docs-model.ts";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { AS_ADA, getJson } from "../http/requests.ts";
import { readPage, wordsOf } from "./reading.ts";

async function routesOf(app: ReturnType<typeof createFakeApp>["app"], threadId: string) {
  const document: ApiDocument = await getJson(app, "/openapi.json");
  return documentedRoutes(document, { origin: "http://forum.test:8787", threadId, topic: { id: "back-pain.family-medicine", name: "Back Pain" } });
}

/** The words of a line as a shell would split it. */
function shellWords(line: string): string[] {
  return execFileSync("sh", ["-c", `for word in ${line}; do printf '%s\\0' "$word"; done`], { encoding: "utf8", env: { ...process.env, KINDRED_KEY: AS_ADA.authorization.slice("Bearer ".length) } }).split("\0").slice(0, -1);
}

/** Does what curl would. */
function runCurl(app: ReturnType<typeof createFakeApp>["app"], line: string) {
  const [, ...words] = shellWords(line);
  const after = (flag: string) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
  const url = new URL(words.find((word) => word.startsWith("http:")) ?? "");
  const body = after("--data-binary");
  const headers = words.flatMap((word, place) => (words[place - 1] === "-H" ? [word.split(": ") as [string, string]] : []));
  return app.request(url.pathname + url.search, {
    method: after("-X") ?? (body === undefined ? "GET" : "POST"),
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
  });
}

describe("/docs", () => {
  it("shows every route, every error and lines for the host that was asked", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "http://forum.test:8787/docs");
    const words = wordsOf(page);
    for (const { method, path } of await routesOf(app, "1")) expect(words).toContain(`${method} ${path}`);
    for (const code of Object.keys(PROBLEMS)) expect(page).toContain(`id="${code}"`);
    expect(words).toContain("curl &#39;http://forum.test:8787/v1/threads/1/similar&#39;");
    expect(words).toContain("limit integer 1–100, default 4 How many threads at most.");
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });

  it.each(["1", "a/b?c#d%e f", "it's $(odd) `id`"])("gives lines that work when pasted, for the thread %j", async (id) => {
    const { app } = createFakeApp([...exampleThreads, { id: "it's $(odd) `id`", question: "q" }]);
    for (const { curl, method, path } of await routesOf(app, id)) {
      if (method === "DELETE") continue;
      expect((await runCurl(app, curl)).status, curl + path).toBeLessThan(300);
    }
  });

  it("changes no topic with the line that edits one", async () => {
    const { app } = createFakeApp(exampleThreads);
    const line = (await routesOf(app, "1")).find(({ method }) => method === "PATCH")?.curl ?? "";
    expect(await (await runCurl(app, line)).json()).toMatchObject({ name: "Back Pain", pinned: false });
    expect((await getJson(app, "/v1/topic-edits", AS_ADA)).total).toBe(0);
  });

  it("removes only what it added itself", async () => {
    const { app, stored } = createFakeApp(exampleThreads);
    const routes = await routesOf(app, "1");
    const line = (method: string) => routes.find((route) => route.method === method)?.curl ?? "";
    expect((await runCurl(app, line("PUT"))).status).toBe(201);
    expect((await runCurl(app, line("DELETE"))).status).toBe(204);
    expect(stored.size).toBe(exampleThreads.length);
  });

  it("links only to places that there are on the page", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/docs");
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
  });
});
