import { EventEmitter, once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, expect, it } from "vitest";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

async function listen(app: { fetch: (request: Request) => Response | Promise<Response> }): Promise<string> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  closers.push(() => server.close());
  if (!server.listening) await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it.each([["GET", "/v1/threads/1/similar"], ["POST", "/v1/similar"], ["POST", "/v1/duplicates/check"]])("a caller who leaves %s %s aborts the lookup", async (method, path) => {
  const { app, services, logged } = createFakeApp(exampleThreads);
  const lookup = new EventEmitter();
  const [started, aborted] = [once(lookup, "started"), once(lookup, "aborted")];
  const lookUp = (signal: AbortSignal) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        lookup.emit("aborted");
        reject(new Error("aborted"));
      });
      lookup.emit("started");
    });
  Object.assign(services.recommender, { similar: (_subject: unknown, _options: unknown, signal: AbortSignal) => lookUp(signal) });
  Object.assign(services.duplicates.review, { check: (_asked: unknown, { signal }: { signal: AbortSignal }) => lookUp(signal) });
  const address = await listen(app);
  const caller = new AbortController();
  const body = method === "POST" ? { body: '{"text":"a"}', headers: { "content-type": "application/json" } } : {};
  const answer = fetch(address + path, { method, ...body, signal: caller.signal }).catch(() => "left");
  await started;
  caller.abort();
  await aborted;
  expect(await answer).toBe("left");
  expect(logged.filter(({ level }) => level === "error")).toEqual([]);
});

it("a body that is far too large gets its answer over a socket too", async () => {
  const { app } = createFakeApp(exampleThreads);
  const address = await listen(app);
  const body = JSON.stringify({ text: "x".repeat(3_000_000) });
  const response = await fetch(`${address}/v1/similar`, { method: "POST", body, headers: { "content-type": "application/json" } });
  expect([response.status, response.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
});

it("many threads go in over a socket, and a page comes out", async () => {
  const { app, stored } = createFakeApp();
  const address = await listen(app);
  const body = Array.from({ length: 5_000 }, (_, place) => JSON.stringify({ id: `t${place}`, question: "q".repeat(200) })).join("\n");
  const response = await fetch(`${address}/v1/threads`, { method: "POST", body, headers: { "content-type": "application/x-ndjson" } });
  expect(await response.json()).toMatchObject({ threads: { added: 5_000, quarantined: 0 } });
  expect(stored.size).toBe(5_000);
  expect(await (await fetch(`${address}/`)).text()).toContain("5,000 threads");
});
