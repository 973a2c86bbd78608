import { describe, expect, it } from "vitest";
import { KindredError } from "../../src/forum/errors.ts";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { AS_ADA, sendJson } from "../http/requests.ts";
import { readPage, wordsOf } from "./reading.ts";

describe("a thread's page", () => {
  it("shows question, asker, replies and background", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/threads/1");
    const words = wordsOf(page);
    expect(words).toContain("Ada, 30~39 year old female. Ask Date: 2017/04/22");
    expect(words).toContain("2 replies Dr. Moss Orthopedics 2017-04-23 Accepted answer Stand up every hour.");
    expect(words).toContain("More Info A short background.");
    expect(page).toContain('<p dir="auto">My back aches after sitting.</p><p dir="auto">Is it the chair?</p>');
    expect(page).toContain("<title>Aching back · Kindred</title>");
    expect(page).toContain('<h1 lang="en">Aching back</h1><div class="prose" lang="en">');
    expect(page).toContain('href="https://forum.example/q/1" rel="noopener noreferrer nofollow"');
  });

  it("shows similar threads as cards that lead to their pages in Kindred", async () => {
    const { app, calls } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/threads/3");
    expect(page.match(/<article class="card" dir="auto">/g)).toHaveLength(3);
    expect(page).toContain('<a href="/threads/1">Aching back</a>');
    expect(page).toContain('<a href="/threads/a%2Fb%3Fc%23d%25e%20f">An id of strange characters</a>');
    expect(page).toContain('Read more<span class="visually-hidden">: Aching back</span>');
    expect(wordsOf(page)).toContain("My back aches after sitting. Is it the chair? Dr. Moss Orthopedics Stand up every hour. Read more");
    expect(calls[0]?.options).toMatchObject({ similar: { limit: 4 }, topicLimit: 10 });
    const [, path] = /href="(\/threads\/a%2F[^"]+)"/.exec(page) ?? [];
    expect(await readPage(app, path ?? "")).toContain("Does it work?");
  });

  it("shows related topics with their departments", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/threads/1");
    expect(page).toContain('href="/topics/posture.rehabilitation"');
    expect(wordsOf(page)).toContain("Related FAQ Back Pain (Family Medicine) Posture (Rehabilitation) Wrist (Orthopedics)");
  });

  it("says calmly what there is not", async () => {
    const { app } = createFakeApp([{ id: "1", question: "Alone?" }]);
    const words = wordsOf(await readPage(app, "/threads/1"));
    expect(words).toContain("Nobody has replied yet.");
    expect(words).toContain("No similar questions yet.");
    expect(words).toContain("No related topics yet.");
    expect(words).not.toContain("More Info");
    expect(words).not.toMatch(/undefined|null/);
  });

  it("shows a question without a title once, as its heading", async () => {
    const { app } = createFakeApp([{ id: "1", question: "Alone?" }]);
    expect((await readPage(app, "/threads/1")).replace(/<title>.*<\/title>/, "").match(/Alone\?/g)).toHaveLength(1);
    expect((await readPage(app, "/")).match(/Alone\?/g)).toHaveLength(1);
  });

  it("says on a card that nobody has replied, and of which department it is", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q" }, { id: "2", title: "T", department: "Eyes", question: "q2" }]);
    expect(wordsOf(await readPage(app, "/threads/1"))).toContain("T q2 No reply yet Eyes Read more");
  });

  it("stands from right to left where its title is written so, but not the English in it", async () => {
    const { app } = createFakeApp([{ id: "1", title: "ألم الظهر", question: "مرحبا", asker: { name: "سارة", age: "30" }, askedAt: "2024" }]);
    const page = await readPage(app, "/threads/1");
    expect(page).toContain('<article class="thread" dir="auto"><h1>ألم الظهر</h1>');
    expect(page).toContain('<p><span dir="ltr"><bdi>سارة</bdi>, 30 year old.</span> <span dir="ltr">Ask Date: 2024</span></p>');
    expect(page).toContain("<bdi>Replies</bdi>");
  });

  it("folds long background away", async () => {
    const { app } = createFakeApp([{ id: "1", question: "q", moreInfo: "long ".repeat(300) }]);
    expect(await readPage(app, "/threads/1")).toMatch(/<details class="more-info"><summary><h2>More Info<\/h2><\/summary>/);
  });

  it("can be read while recommendations cannot be had", async () => {
    const { app, fail } = createFakeApp(exampleThreads);
    fail(new KindredError("overloaded", "busy", "wait"));
    const words = wordsOf(await readPage(app, "/threads/1"));
    expect(words).toContain("Is it the chair?");
    expect(words).toContain("Similar questions cannot be looked up at the moment.");
  });

  it("has one h1, headings in order, and landmarks", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/threads/1");
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, place) => expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1));
    for (const landmark of ["<header", "<nav aria-label", '<main id="content"', "<footer"]) expect(page).toContain(landmark);
  });

  it("leaves out a language that is no language tag, and a link that is not safe", async () => {
    const { app, stored } = createFakeApp([{ id: "1", question: "q", language: 'en" onload="x' }]);
    stored.set("1", { ...stored.get("1")!, url: "javascript:alert(1)" });
    const page = await readPage(app, "/threads/1");
    expect(page).toContain('<article class="thread" dir="auto"><h1>');
    expect(page).not.toContain("javascript:");
  });

  it("of a duplicate says so and leads to the canonical one, whose own page says nothing", async () => {
    const { app } = createFakeApp(exampleThreads);
    const decide = (decision: string) => sendJson(app, "POST", "/v1/duplicates/decisions", { left: "1", right: "a/b?c#d%e f", decision }, AS_ADA);
    await sendJson(app, "POST", "/v1/duplicates/decisions", { left: "3", right: "1", decision: "duplicate", canonical: "1" }, AS_ADA);
    const page = await readPage(app, "/threads/3");
    expect(wordsOf(page)).toContain("This question is a duplicate of Aching back");
    expect(page).toContain('<p class="duplicate-note" dir="ltr">This question is a duplicate of <a href="/threads/1"><bdi lang="en">Aching back</bdi></a></p>');
    for (const other of ["/threads/1", "/threads/4"]) expect(await readPage(app, other)).not.toContain("duplicate");
    await decide("related");
    expect(await readPage(app, "/threads/a%2Fb%3Fc%23d%25e%20f")).not.toContain("duplicate");
  });

  it("of a duplicate leads nowhere while the canonical one is hidden", async () => {
    const { app, stored } = createFakeApp(exampleThreads);
    await sendJson(app, "POST", "/v1/duplicates/decisions", { left: "3", right: "1", decision: "duplicate", canonical: "1" }, AS_ADA);
    stored.set("1", { ...stored.get("1")!, visibility: "private" });
    const page = await readPage(app, "/threads/3");
    expect(page).not.toMatch(/duplicate|Aching back/);
  });

  it.each(["none", "private", "archived"])("says of %j that there is no such thread, as a page", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, `/threads/${id}`, 404);
    expect(page).toContain("There is no such thread");
    expect(page).not.toContain("SECRET");
  });
});
