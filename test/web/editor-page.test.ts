import { DUPLICATE_CUTS } from "../../src/duplicates/cuts.ts";
import { describe, expect, it } from "vitest";
import { createFakeApp } from "../http/fakes.ts";
import { readPage, wordsOf } from "./reading.ts";

const scriptOf = (page: string) => /<script type="module" src="([^"]+)"><\/script>/.exec(page)?.[1] ?? "";

describe("/editor", () => {
  it("is a page that draws itself, and says so where there is no script", async () => {
    const page = await readPage(createFakeApp().app, "/editor");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(wordsOf(/<noscript>.*<\/noscript>/.exec(page)?.[0] ?? "")).toContain("This page needs JavaScript; no other page does.");
  });

  it("runs one script, which browsers may keep for ever", async () => {
    const { app } = createFakeApp();
    const path = scriptOf(await readPage(app, "/editor"));
    expect(path).toMatch(/^\/assets\/editor\.js\?v=[0-9a-f]{12}$/);
    const response = await app.request(path);
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable",
    ]);
    expect((await app.request("/assets/editor.js")).headers.get("cache-control")).toBe("no-cache");
    const script = await response.text();
    // What the server needs stays there: an editor waits for every byte.
    expect(script.length).toBeLessThan(100_000);
    expect(script.includes("ZodError")).toBe(false);
  });

  it.each([`"><script>alert(1)</script>`, "</div>", "' onload='x", "&quot;"])("tells the script of the department %j as it is named, and harms nobody", async (department) => {
    const page = await readPage(createFakeApp([{ id: "1", question: "q", department }]).app, "/editor");
    const [, setup = ""] = /data-setup="([^"]*)"/.exec(page) ?? [];
    const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
    expect(JSON.parse(setup.replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => entities[entity]!))).toEqual({
      cuts: { floor: DUPLICATE_CUTS.floor, threshold: DUPLICATE_CUTS.line }, departments: [department],
    });
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("may run a script and ask the service, as the ask page and the widget's may; every other answer allows none", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q" }]);
    const policyOf = async (path: string) => (await app.request(path)).headers.get("content-security-policy");
    const policy = await policyOf("/editor");
    expect(policy).toMatch(/^default-src 'none'; .*script-src 'self'; connect-src 'self'$/);
    expect([await policyOf("/ask"), await policyOf("/widget")]).toEqual([policy, policy]);
    for (const path of ["/", "/threads/1", "/topics", "/docs", "/widget.js", "/embed/threads/1", "/editor/", "/editors", "/assets/editor.js", "/v1/threads", "/nowhere"]) {
      expect(await policyOf(path), path).toBe(policy?.replace("; script-src 'self'; connect-src 'self'", ""));
    }
  });
});
