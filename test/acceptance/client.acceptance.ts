import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { bundleClient } from "../../scripts/build-client/bundle.ts";
import { createClient } from "../../src/client/client.ts";
import { listen } from "../client/server.ts";
import { startService } from "../service/processes.ts";
import { describeInChromium } from "./chromium.ts";

const THREAD = "sample-1025";

describeInChromium("the client", ({ browser, folder }) => {
  beforeAll(() => bundleClient(folder));

  /** A forum's own server, with the client as the package holds it; Kindred stands behind /kindred/, as behind a proxy. */
  async function openForum(kindred: string, meddle: (path: string, response: ServerResponse) => boolean = () => false) {
    const asked: string[] = [];
    const url = await listen(async (request, response) => {
      const path = request.url!;
      if (path === "/") return response.writeHead(200, { "content-type": "text/html", "content-security-policy": "default-src 'self'" }).end("<!doctype html><title>A forum</title>");
      if (path === "/client.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(join(folder, "client.js")));
      if (!path.startsWith("/kindred/")) return response.writeHead(404).end();
      asked.push(`${request.method} ${path}`);
      if (meddle(path, response)) return;
      const body = request.method === "GET" ? {} : { body: await buffer(request) };
      const answer = await fetch(kindred + path.replace("/kindred", ""), { method: request.method!, headers: { "content-type": request.headers["content-type"] ?? "" }, ...body });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
    });
    const page = await browser().newPage();
    await page.goto(url);
    return { page, asked };
  }

  /** Runs the body of an async function in the page, with a client at hand; an error is told by its code. */
  function inPage<Result>(page: Page, body: string): Promise<Result> {
    return page.evaluate<Result>(`(async () => {
      const { createClient, KindredRequestError } = await import("/client.js");
      const kindred = createClient("/kindred", { timeoutMs: 20_000 });
      try { return await (async () => { ${body} })(); } catch (error) { return error instanceof KindredRequestError ? { code: error.code, status: error.status } : String(error); }
    })()`);
  }

  test("asks, puts and deletes as it does in Node", async () => {
    const service = await startService(join(folder, "index"));
    const { page } = await openForum(service.url);
    const client = createClient(service.url);
    const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

    const similar = ids(await client.similar({ threadId: THREAD }));
    expect(similar).toHaveLength(4);
    expect(await inPage(page, `return (await kindred.similar({ threadId: "${THREAD}" })).items.map(({ id }) => id);`)).toEqual(similar);
    const text = "My toddler has had a fever for two days, when must I worry?";
    const [found] = ids(await client.recommendations({ text }).then((both) => both.similar));
    expect(found).toBeDefined();
    expect(await inPage(page, `return (await kindred.recommendations({ text: ${JSON.stringify(text)} })).similar.items[0].id;`)).toBe(found);

    const lines = await inPage(page, `return (await kindred.threads.putAll([{ id: "a/b 🦴", question: "Does a bone mend?" }, { id: "c", question: "" }])).threads;`);
    expect(lines).toEqual({ added: 1, updated: 0, unchanged: 0, quarantined: 1 });
    expect((await client.threads.get("a/b 🦴")).question).toBe("Does a bone mend?");
    expect(await inPage(page, `await kindred.threads.delete("a/b 🦴"); return kindred.threads.get("a/b 🦴");`)).toEqual({ code: "thread_not_found", status: 404 });
    expect(await inPage(page, 'return kindred.duplicates.decide({ left: "1", right: "2", decision: "related" });')).toEqual({ code: "key_missing", status: 401 });
    await page.close();
  });

  test("asks again where it is told to, gives up in time, and leaves when it is told to", async () => {
    const service = await startService(join(folder, "index"));
    let refused = 0;
    const { page, asked } = await openForum(service.url, (path, response) => {
      if (path.startsWith("/kindred/v1/threads?") && refused < 2) {
        refused += 1;
        response.writeHead(429, { "content-type": "application/problem+json", "retry-after": "0" }).end('{"code":"overloaded"}');
        return true;
      }
      // Never answered.
      return path === "/kindred/info";
    });
    expect(await inPage(page, "return (await kindred.threads.list({ limit: 3 })).items.length;")).toBe(3);
    expect(asked).toEqual(Array.from({ length: 3 }, () => "GET /kindred/v1/threads?limit=3"));
    expect(await inPage(page, "return kindred.info({ timeoutMs: 100 });")).toMatchObject({ code: "timed_out" });
    expect(await inPage(page, 'const leaving = new AbortController(); const asked = kindred.info({ signal: leaving.signal }); leaving.abort("I leave"); return asked;')).toBe("I leave");
    expect(await inPage(page, 'return createClient("http://127.0.0.1:1", { retries: 0 }).info();')).toMatchObject({ code: "unreachable" });
    await page.close();
  });
});
