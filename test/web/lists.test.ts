import { describe, expect, it } from "vitest";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { readPage, wordsOf } from "./reading.ts";

const many = Array.from({ length: 45 }, (_, place) => ({ id: `t${place}`, title: `Title ${place}`, department: "A & B", topics: ["T"], question: "q" }));

describe("/", () => {
  it("lists threads with department, date and number of replies", async () => {
    const { app } = createFakeApp(exampleThreads);
    const words = wordsOf(await readPage(app, "/"));
    expect(words).toContain("4 threads Aching back My back aches after sitting. Is it the chair? Family Medicine 2017/04/22 2 replies");
    expect(words).toContain("No title here, only this question.");
    expect(words).toContain("Departments All Family Medicine 2 Orthopedics 1");
    expect(words).not.toMatch(/SECRET|Hidden/);
  });

  it("goes from page to page and keeps the department", async () => {
    const { app } = createFakeApp(many);
    const first = await readPage(app, "/?department=A+%26+B");
    expect(first).toContain('<a rel="next" href="/?department=A+%26+B&amp;page=2">');
    const last = await readPage(app, "/?department=A+%26+B&page=3");
    expect(wordsOf(last)).toContain("Page 3 of 3");
    expect(last.match(/href="\/threads\//g)).toHaveLength(5);
    expect(last).not.toContain('rel="next"');
  });

  it("shows an empty page beyond the last, with a way back", async () => {
    const { app } = createFakeApp(many);
    const page = await readPage(app, "/?page=99");
    expect(wordsOf(page)).toContain("There is nothing on this page.");
    expect(page).toContain('<a rel="prev" href="/?page=3">');
  });

  it.each(["0", "x", "", "1.5", "-1", "99999999999"])("refuses page %j with a page", async (number) => {
    const { app } = createFakeApp(many);
    expect(await readPage(app, `/?page=${number}`, 400)).toContain("There is no page of this number.");
  });

  it("says how to fill an empty forum", async () => {
    const { app } = createFakeApp();
    expect(await readPage(app, "/")).toContain("npm run ingest -- threads.jsonl");
  });

  it("has a form that puts no question into an address", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(await readPage(app, "/")).toContain('<form class="ask" method="post" action="/ask">');
  });

  it("ignores parameters that are for somebody else", async () => {
    const { app } = createFakeApp(exampleThreads);
    await readPage(app, "/?utm_source=x");
  });
});
