import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import type { AppOptions } from "../../src/http/app.ts";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { sendJson } from "../http/requests.ts";
import { expectHarmless } from "./harmless.ts";
import { ATTACKS, hostileThread } from "./hostile-threads.ts";
import { wordsOf } from "./reading.ts";

type App = ReturnType<typeof createFakeApp>["app"];

/** What a forum's server puts into its page. */
async function readFragment(app: App, path: string, status = 200): Promise<string> {
  const response = await app.request(path);
  expect([response.status, response.headers.get("content-type")], path).toEqual([status, "text/html; charset=UTF-8"]);
  return response.text();
}

const SCRIPT = /<script type="application\/ld\+json">([^<>]*)<\/script>/;

/** What crawlers are told; undefined where they are told nothing. */
function listOf(html: string): any {
  const [, json] = SCRIPT.exec(html) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

const forum = [
  { id: "1", title: "Aching back", language: "en", department: "Family Medicine", topics: ["Back Pain"], question: "My back aches.", replies: [{ author: "Dr. Moss", department: "Orthopedics", text: "Stand up." }] },
  { id: "2", url: "https://forum.example/q/2", title: "Stiff neck", language: "en", department: "Orthopedics", topics: ["Posture"], question: "My neck is stiff.", replies: [{ text: "Move it." }] },
  { id: "3", url: "/q/3", question: "Nobody has said why it hurts?", department: "Orthopedics" },
  { id: "a/b", title: "Strange id", question: "Does it work?" },
];

describe("a fragment", () => {
  it("is two sections of plain HTML, no document, no script to run and no style", async () => {
    const { app } = createFakeApp(forum);
    const html = await readFragment(app, "/embed/threads/1");
    expect(html).toMatch(/^<section class="kindred kindred-similar"><h2 lang="en">Similar Q&amp;A<\/h2><article class="kindred-thread" dir="auto" lang="en">/);
    expect(html).toMatch(/<\/section><section class="kindred kindred-faq"><h2 lang="en">Related FAQ<\/h2><ul><li>.*<\/li><\/ul><\/section>$/);
    expect(html.replace(SCRIPT, "")).not.toMatch(/<script|<style|style=|<html|doctype|<link/i);
    expect(html.match(/<article/g)).toHaveLength(3);
    expect(wordsOf(html.replace(SCRIPT, ""))).toContain("Stiff neck My neck is stiff. Move it.");
    expect(wordsOf(html)).toContain("Back Pain (Family Medicine)");
    expect(html).not.toMatch(/undefined|null|No reply/);
  });

  it("asks for four threads and ten topics unless told, and never for what is not wanted", async () => {
    const { app, calls } = createFakeApp(forum);
    await readFragment(app, "/embed/threads/1");
    expect(calls).toMatchObject([{ method: "recommend", subject: { threadId: "1" }, options: { similar: { limit: 4, collapse: true, explain: false }, topicLimit: 10 } }]);
    expect(await readFragment(app, "/embed/threads/1?similar=1&topics=0")).not.toContain("kindred-faq");
    expect(await readFragment(app, "/embed/threads/1?similar=0&topics=1")).not.toMatch(/kindred-similar|<script/);
    expect(calls.slice(1)).toMatchObject([{ method: "similar", options: { limit: 1 } }, { method: "relatedTopics", options: { limit: 1 } }]);
    expect(await readFragment(app, "/embed/threads/1?similar=0&topics=0")).toBe("<!-- Kindred: nothing to show here yet -->");
    expect(calls).toHaveLength(3);
  });

  it("leaves out a list that is empty, and shows nothing where both are", async () => {
    const { app } = createFakeApp([{ id: "1", question: "Alone?" }, { id: "p", question: "Hidden", visibility: "private" }]);
    expect(await readFragment(app, "/embed/threads/1")).toBe("<!-- Kindred: nothing to show here yet -->");
    const { app: some } = createFakeApp([{ id: "1", question: "Alone?" }, { id: "2", question: "Company" }]);
    expect(await readFragment(some, "/embed/threads/1")).toMatch(/^<section class="kindred kindred-similar">(?!.*kindred-faq)/);
  });

  it("stands from right to left where a title is written so, its language told where it is one", async () => {
    const { app } = createFakeApp([
      { id: "1", question: "q" },
      { id: "2", title: "ألم الظهر", language: "ar", question: "مرحبا", topics: ["ألم"] },
      { id: "3", title: "T", language: 'en" onload="x', question: "q" },
    ]);
    const html = await readFragment(app, "/embed/threads/1");
    expect(html).toContain('<article class="kindred-thread" dir="auto" lang="ar"><h3><a href="http://localhost/threads/2">ألم الظهر</a></h3><p class="kindred-question" dir="auto">مرحبا</p>');
    expect(html).toContain('dir="auto">ألم');
    expect(html).toContain('<article class="kindred-thread" dir="auto"><h3><a href="http://localhost/threads/3">');
  });
});

describe("links of a fragment", () => {
  const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

  it("lead to the forum where it gave an address, and to this service where not", async () => {
    const { app } = createFakeApp(forum);
    expect(hrefs(await readFragment(app, "/embed/threads/1?topics=1"))).toEqual([
      "https://forum.example/q/2", "/q/3", "http://localhost/threads/a%2Fb", "http://localhost/topics/back-pain.family-medicine",
    ]);
  });

  it.each(["https://similar.example/kindred", "https://similar.example/kindred/"])("lead to %s where people reach the service there", async (publicUrl) => {
    const { app } = createFakeApp(forum, { publicUrl });
    expect(hrefs(await readFragment(app, "/embed/threads/1?topics=1")).slice(2)).toEqual([
      "https://similar.example/kindred/threads/a%2Fb", "https://similar.example/kindred/topics/back-pain.family-medicine",
    ]);
  });

  it("follow the templates where the forum gave no address", async () => {
    const { app } = createFakeApp(forum);
    const query = new URLSearchParams({ link: "/questions/{id}?from=similar", topicLink: "https://forum.example/faq/{id}", topics: "1" });
    expect(hrefs(await readFragment(app, `/embed/threads/1?${query.toString()}`))).toEqual([
      "https://forum.example/q/2", "/q/3", "/questions/a%2Fb?from=similar", "https://forum.example/faq/back-pain.family-medicine",
    ]);
  });

  it("are never what is not safe, however it came into the forum", async () => {
    const { app, stored } = createFakeApp(forum);
    stored.set("2", { ...stored.get("2")!, url: "javascript:alert(1)" });
    expect(hrefs(await readFragment(app, "/embed/threads/1?topics=0"))[0]).toBe("http://localhost/threads/2");
  });

  it.each(["javascript:alert({id})", "//evil.example/{id}", "/questions/", "/{id}/{id}", "{id}", "ftp://a/{id}", "https://{id}", "", "/\\evil/{id}"])("refuse the template %j and say what would be right", async (link) => {
    const { app, calls } = createFakeApp(forum);
    for (const name of ["link", "topicLink"]) {
      const html = await readFragment(app, `/embed/threads/1?${new URLSearchParams({ [name]: link }).toString()}`, 400);
      expect(html).toMatch(/^<!-- Kindred: 400 invalid_request\. In the query: (link|topicLink) [^<>]* -->$/);
      expect(html).toContain("Mend the address that the page includes");
    }
    expect(calls).toEqual([]);
  });
});

describe("what crawlers are told", () => {
  it("is what is shown, in its order, by addresses that mean something anywhere", async () => {
    const { app } = createFakeApp(forum);
    expect(listOf(await readFragment(app, "/embed/threads/1?link=https://forum.example/questions/{id}"))).toEqual({
      "@context": "https://schema.org",
      "@type": "ItemList",
      name: "Similar Q&A",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "Stiff neck", url: "https://forum.example/q/2" },
        { "@type": "ListItem", position: 2, name: "Nobody has said why it hurts?", url: "https://forum.example/q/3" },
        { "@type": "ListItem", position: 3, name: "Strange id", url: "https://forum.example/questions/a%2Fb" },
      ],
    });
  });

  it("leaves out a path where nothing tells which site it is on, and is nothing where nothing is left", async () => {
    const { app } = createFakeApp(forum);
    const { itemListElement } = listOf(await readFragment(app, "/embed/threads/1"));
    expect(itemListElement.map(({ position, url }: { position: number; url: string }) => [position, url])).toEqual([
      [1, "https://forum.example/q/2"], [3, "http://localhost/threads/a%2Fb"],
    ]);
    const { app: paths } = createFakeApp([{ id: "1", question: "q" }, { id: "2", url: "/q/2", question: "q2" }]);
    expect(await readFragment(paths, "/embed/threads/1")).not.toContain("<script");
  });

  it("survives what ends lines and scripts", async () => {
    const title = `</script><!-- \u2028\u2029 & ]]> \u202e\u200b " ' \\ end`;
    const { app } = createFakeApp([{ id: "1", question: "q" }, { id: "2", title, question: "q" }]);
    const html = await readFragment(app, "/embed/threads/1");
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    expect(html.slice(html.indexOf("<script"))).not.toMatch(/[\u2028\u2029]/);
    expect(listOf(html).itemListElement[0].name).toBe(title);
  });
});

describe.each(ATTACKS)("the text %j", (attack) => {
  it("harms no page that includes a fragment", async () => {
    const { app } = createFakeApp([hostileThread(attack), { ...hostileThread(attack), id: "plain" }, { id: "other", title: attack, question: attack }], { publicUrl: "https://forum.example/kindred" });
    for (const id of [encodeURIComponent(attack), "plain", "other"]) {
      const html = await readFragment(app, `/embed/threads/${id}`);
      expect(html.match(/<script/g)).toHaveLength(1);
      expectHarmless(html.replace(SCRIPT, ""));
      expect(listOf(html).itemListElement.map(({ name }: { name: string }) => name)).toEqual([attack, attack]);
    }
  });

  it("stands in no comment that tells of an error", async () => {
    const { app } = createFakeApp(forum);
    const encoded = encodeURIComponent(`${attack}-->`);
    for (const [path, status] of [[`threads/${encoded}`, 404], [`threads/1?link=${encoded}`, 400], [`threads/1?${encoded}=1`, 400], [encoded, 404]] as const) {
      const html = await readFragment(app, `/embed/${path}`, status);
      expect(html).toMatch(/^<!-- Kindred: [^<>]* -->$/);
      expect(html.slice(4, -3)).not.toMatch(/--|ran=1/);
    }
  });
});

describe("an error in the place of a fragment", () => {
  it("shows nothing, says what is wrong and what to do, and is kept nowhere", async () => {
    const { app, fail } = createFakeApp(exampleThreads);
    const [missing] = await Promise.all(["unknown", "private", "archived"].map((id) => readFragment(app, `/embed/threads/${id}`, 404)));
    for (const id of ["private", "archived"]) expect(await readFragment(app, `/embed/threads/${id}`, 404)).toBe(missing);
    expect(missing).toMatch(/^<!-- Kindred: 404 thread_not_found\. There is no such thread\. [^<>]* -->$/);
    for (const [code, status, retryAfter] of [["overloaded", 429, "1"], ["not_ready", 503, "2"], ["index_unusable", 503, "30"]] as const) {
      fail(new KindredError(code, "busy", "wait"));
      const response = await app.request("/embed/threads/1");
      expect([response.status, response.headers.get("retry-after"), response.headers.get("cache-control"), response.headers.get("etag")]).toEqual([status, retryAfter, "no-store", null]);
      expect(await response.text()).toMatch(/^<!-- Kindred: \d{3} \w+\. [^<>]* -->$/);
    }
  });

  it.each([
    ["GET", "/embed", 404], ["GET", "/embed/threads", 404], ["GET", "/embed/threads/1/", 404], ["POST", "/embed/threads/1", 405], ["GET", "/embed/threads/%E0%A4%A", 400],
    ["GET", "/embed/threads/1?similar=21", 400], ["GET", "/embed/threads/1?similar=x", 400], ["GET", "/embed/threads/1?topics=51", 400],
    ["GET", "/embed/threads/1?similar=1&similar=2", 400], ["GET", "/embed/threads/1?limit=3", 400], ["GET", "/embed/threads/1?__proto__=1", 400],
  ])("is a comment for %s %s as well, whatever is accepted", async (method, path, status) => {
    const { app } = createFakeApp(forum);
    for (const accept of ["*/*", "text/html", "application/json"]) {
      const response = await app.request(path, { method, headers: { accept } });
      expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([status, "text/html; charset=UTF-8", "no-store"]);
      expect(await response.text()).toMatch(/^<!-- Kindred: [^<>]* -->$/);
    }
  });
});

describe("caches", () => {
  const headersOf = (response: Response, ...names: string[]) => names.map((name) => response.headers.get(name));
  const get = (app: App, headers: Record<string, string> = {}, method = "GET") => app.request("/embed/threads/1", { method, headers });
  const old = (id: string) => ({ id, question: `question ${id}`, askedAt: "2001-01-01" });

  it("are told nothing new while nothing shown changes, by any form of the tag, and get what an edit changes", async () => {
    const { app } = createFakeApp([old("1"), old("2")]);
    const first = await get(app);
    const [tag] = headersOf(first, "etag") as [string];
    expect(tag).toMatch(/^"\w+"$/);
    expect((await get(app)).headers.get("etag")).toBe(tag);
    for (const sent of [tag, `W/${tag}`, `"other", ${tag}`, `W/"other",W/${tag}`, "*"]) {
      const same = await get(app, { "if-none-match": sent });
      expect([same.status, await same.text()], sent).toEqual([304, ""]);
      expect(headersOf(same, "etag", "cache-control", "vary")).toEqual(headersOf(first, "etag", "cache-control", "vary"));
      expect(headersOf(same, "content-type", "content-length")).toEqual([null, null]);
    }
    expect((await get(app, { "if-none-match": '"other"' })).status).toBe(200);

    await sendJson(app, "PUT", "/v1/threads/2", { question: "question 2", askedAt: "2001-01-01", replies: [{ text: "An answer at last." }] });
    const after = await get(app, { "if-none-match": tag });
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(tag);
    expect(await after.text()).toContain("An answer at last.");
  });

  it("keep a packed fragment under a tag of its own kind that is known again", async () => {
    const { app } = createFakeApp(forum);
    const packed = await get(app, { "accept-encoding": "gzip" });
    const [plainTag] = headersOf(await get(app), "etag") as [string];
    expect(headersOf(packed, "content-encoding", "vary", "etag")).toEqual(["gzip", "Accept-Encoding, Origin", `W/${plainTag}`]);
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(await (await get(app)).text());
    expect((await get(app, { "accept-encoding": "gzip", "if-none-match": `W/${plainTag}` })).status).toBe(304);
  });

  it("let an endless word break, between letters as people see them, and change no other", async () => {
    const family = "👩‍👩‍👧";
    const { app } = createFakeApp([{ id: "1", question: "q" }, { id: "2", title: family.repeat(40), question: "w".repeat(100) }, { id: "3", title: "Plain words", question: "w".repeat(30) }]);
    const html = await (await get(app)).text();
    expect(html).toContain(`<a href="http://localhost/threads/2">${family.repeat(30)}<wbr/>${family.repeat(10)}</a>`);
    expect(html).toContain(["w".repeat(30), "w".repeat(30), "w".repeat(30), "w".repeat(10)].join("<wbr/>"));
    expect(html).toContain(">Plain words</a>");
    expect(html).toContain(`>${"w".repeat(30)}<`);
  });

  it("are told the same by HEAD", async () => {
    const { app } = createFakeApp(forum);
    const [got, head] = [await get(app), await get(app, {}, "HEAD")];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(headersOf(head, "etag", "cache-control", "vary")).toEqual(headersOf(got, "etag", "cache-control", "vary"));
    expect((await get(app, { "if-none-match": got.headers.get("etag")! }, "HEAD")).status).toBe(304);
  });

  it.each<[string, Partial<AppOptions>, string]>([
    ["an hour at most unless told", {}, "public, max-age=3600"],
    ["as long as they are let", { mostFragmentSeconds: 86_400 }, "public, max-age=86400"],
    ["nothing without asking, where told so", { mostFragmentSeconds: 0 }, "no-cache"],
  ])("keep an old thread's %s", async (_what, options, lifetime) => {
    const { app } = createFakeApp([old("1"), old("2")], options);
    expect((await get(app)).headers.get("cache-control")).toBe(lifetime);
  });

  it("have no say once a thread is hidden: its own fragment is gone, and it is in no other", async () => {
    const { app } = createFakeApp([old("1"), old("2")]);
    expect(await readFragment(app, "/embed/threads/1")).toContain("question 2");
    const tag = (await app.request("/embed/threads/2")).headers.get("etag")!;
    await sendJson(app, "PUT", "/v1/threads/2", { ...old("2"), visibility: "private" });
    expect(await readFragment(app, "/embed/threads/1")).not.toContain("question 2");
    expect((await app.request("/embed/threads/2", { headers: { "if-none-match": tag } })).status).toBe(404);
  });
});
