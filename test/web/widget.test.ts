import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createFakeApp } from "../http/fakes.ts";
import { ATTACKS, hostileThread } from "./hostile-threads.ts";
import { readPage, wordsOf } from "./reading.ts";

const THREADS = [{ id: "knee/1", title: "A knee that clicks", question: "It clicks.", replies: [{ author: "Dr. Fenn", text: "Let it." }] }];

describe("/widget.js", () => {
  it("weighs less than 6 KB packed, all of it, and needs nothing else", async () => {
    const script = await (await createFakeApp().app.request("/widget.js")).text();
    expect(gzipSync(script).length).toBeLessThan(6_144);
    expect(script).not.toMatch(/\bimport\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|sessionStorage|\.cookie|\.style\b/);
  });

  it("may be kept for an hour by pages of any site, and costs nothing while it stays the same", async () => {
    const { app } = createFakeApp();
    for (const [path, type] of [["/widget.js", "text/javascript; charset=utf-8"], ["/widget.css", "text/css; charset=utf-8"]] as const) {
      const response = await app.request(path, { headers: { "accept-encoding": "gzip" } });
      const { headers } = response;
      expect([headers.get("content-type"), headers.get("cache-control"), headers.get("cross-origin-resource-policy"), headers.get("content-encoding")]).toEqual([
        type, "public, max-age=3600, stale-while-revalidate=86400", "cross-origin", "gzip",
      ]);
      expect(gunzipSync(Buffer.from(await response.arrayBuffer())).length).toBeGreaterThan(1_000);
      const again = await app.request(path, { headers: { "if-none-match": headers.get("etag")! } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });
});

describe("/widget", () => {
  it("says what to paste, for where the service is reached and a thread that is there, and shows it at work", async () => {
    const { app } = createFakeApp(THREADS, { publicUrl: "https://kindred.example" });
    const page = await readPage(app, "/widget");
    expect(wordsOf(page).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')).toContain(
      '<script src="https://kindred.example/widget.js" async></script> <kindred-similar thread="knee/1"></kindred-similar>',
    );
    expect(page).toContain('<kindred-similar thread="knee/1"');
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("is found in the foot of every page", async () => {
    expect(await readPage(createFakeApp().app, "/topics")).toContain('<a href="/widget">Widget</a>');
  });
});

describe("/widget/host", () => {
  it("is a page that has nothing of ours but the widget, in two themes and both directions", async () => {
    const { app } = createFakeApp(THREADS);
    const pageOf = async (query: string) => (await app.request(`/widget/host${query}`)).text();
    const page = await pageOf("");
    expect(page).toMatch(/^<!doctype html><html lang="en" dir="ltr" class="light">/);
    expect(page).toContain('<kindred-faq thread="knee/1"');
    expect(page).not.toMatch(/kindred\.css|<style|\sstyle=|\son\w+=|<form/);
    expect(await pageOf("?theme=dark&dir=rtl")).toContain('<html lang="en" dir="rtl" class="dark">');
    expect(await pageOf(`?theme=${encodeURIComponent('"><script>')}`)).toContain('dir="ltr" class="light"');
    expect((await app.request("/widget/host.css")).headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(await (await createFakeApp().app.request("/widget/host")).text()).toContain("Nobody has asked anything yet");
  });

  it.each(ATTACKS)("is harmed by no thread such as %j", async (attack) => {
    const { app } = createFakeApp([hostileThread(attack)]);
    for (const path of ["/widget", "/widget/host"]) {
      const page = await (await app.request(path)).text();
      expect(page.match(/<script/g), path).toHaveLength(1);
      expect(page, path).not.toMatch(/<(img|svg|iframe|style|object|base)\b/i);
    }
  });
});
