import { describe, expect, it } from "vitest";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { expectProblem } from "../http/requests.ts";
import { ask, readPage, wordsOf } from "./reading.ts";

describe("asking", () => {
  it("answers a question with both lists, and keeps it in the form", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const page = await ask(app, "  Does 你好 \n& more help?  ");
    expect(calls).toMatchObject([{ method: "recommend", subject: { text: expect.stringMatching(/^Does 你好[\s\S]*more help\?$/) } }]);
    expect(wordsOf(page)).toMatch(/Does 你好 & more help\?.*Similar Q&A.*Related FAQ/);
  });

  it("says why nothing is shown, and shows the nearest to whoever wants them", async () => {
    const { app, setCut } = createFakeApp(exampleThreads);
    setCut(0.9);
    const page = await ask(app, 'What about "trains" & <b>?');
    expect(wordsOf(page)).toContain("No question here is close enough to be called similar. Show the nearest anyway");
    expect(page).not.toContain('class="card"');
    const hiddenText = /name="text" value="([^"]*)"/.exec(page)![1]!;
    expect(hiddenText).toBe("What about &quot;trains&quot; &amp; &lt;b&gt;?");
    const nearest = await ask(app, 'What about "trains" & <b>?', 200, { nearest: "true" });
    expect(nearest).toContain('class="card"');
    expect(wordsOf(nearest)).toContain("These are the nearest questions. They may ask something else.");
  });

  it("takes a title as well, and a title alone", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const page = await ask(app, "They rattle.", 200, { title: ' Tin "robots" ' });
    expect(page).toContain('value="Tin &quot;robots&quot;"');
    await ask(app, "", 200, { title: "Tin robots" });
    expect(calls.map(({ subject }) => subject)).toEqual([{ text: "They rattle.", title: 'Tin "robots"' }, { text: "Tin robots" }]);
    expect(await ask(app, "They rattle.", 400, { title: "x".repeat(301) })).toContain("Please shorten the title to 300 characters.");
  });

  it("has a form of its own, with what answers as somebody types and points at fields that are there", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/ask");
    const [, text, title] = /<kindred-ask for="#([^"]+)" title-for="#([^"]+)">/.exec(page) ?? [];
    expect(page).toContain(`<textarea id="${text}" name="text"`);
    expect(page).toContain(`<input id="${title}" name="title"`);
    expect(await ask(app, "They rattle.")).not.toContain("kindred-ask");
  });

  it("may be kept by the browser while it is empty, so that a draft is there after Back; an answer may not", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect((await app.request("/ask")).headers.get("cache-control")).toBe("private, no-cache");
    const body = new URLSearchParams({ text: "They rattle." });
    expect((await app.request("/ask", { method: "POST", body })).headers.get("cache-control")).toBe("no-store");
  });

  it.each(["", "  \n "])("asks for a question when there is none: %j", async (text) => {
    const { app, calls } = createFakeApp(exampleThreads);
    expect(await ask(app, text, 400)).toContain("Please write a question first.");
    expect(calls).toEqual([]);
  });

  it("asks to shorten what is too long, and keeps it", async () => {
    const { app } = createFakeApp(exampleThreads, { mostTextCharacters: 10 });
    const page = await ask(app, "abcdefghijk", 400);
    expect(page).toContain("Please shorten it to 10 characters.");
    expect(page).toContain("abcdefghijk");
  });

  it("refuses what no form of ours sends", async () => {
    const { app } = createFakeApp(exampleThreads, { mostTextCharacters: 10 });
    await readPage(app, "/ask", 415, { method: "POST", body: "{}", headers: { "content-type": "application/json" } });
    const body = `text=${"x".repeat(5_000)}`;
    await readPage(app, "/ask", 413, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
  });
});

describe("errors for people", () => {
  it("are pages where pages are, and wherever a browser asks", async () => {
    const { app, fail, logged } = createFakeApp(exampleThreads);
    expect(await readPage(app, "/nothing", 404, { headers: { accept: "text/html,*/*" } })).toContain("There is nothing at this address");
    expect(await readPage(app, "/threads/none", 404)).not.toMatch(/Request [\w-]{36}/);
    await readPage(app, "/threads/%E0%A4%A", 400);
    await readPage(app, "/topics", 405, { method: "DELETE" });
    fail(new Error("the cause"));
    const page = await readPage(app, "/threads/1", 500);
    expect(page).toMatch(/Request [\w-]{36}/);
    expect(page).not.toContain("the cause");
    expect(JSON.stringify(logged)).toContain("the cause");
  });

  it("are problem+json on the API, even for a browser", async () => {
    const { app } = createFakeApp(exampleThreads);
    const headers = { accept: "text/html" };
    await expectProblem(app.request("/v1/threads/none", { headers }), 404, "thread_not_found");
    await expectProblem(app.request("/v1/nothing", { headers }), 404, "route_not_found");
    await expectProblem(app.request("/nothing"), 404, "route_not_found");
  });
});

describe("the stylesheet", () => {
  it("may be kept for ever under the address that pages give", async () => {
    const { app } = createFakeApp();
    const [, path] = /<link rel="stylesheet" href="([^"]+)"/.exec(await readPage(app, "/")) ?? [];
    const response = await app.request(path ?? "");
    expect(response.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await app.request("/assets/kindred.css?v=old")).headers.get("cache-control")).toBe("no-cache");
    expect(await response.text()).not.toMatch(/https?:|@import|url\(/);
  });
});
