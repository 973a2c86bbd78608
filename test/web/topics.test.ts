import { describe, expect, it } from "vitest";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { AS_ADA, sendJson } from "../http/requests.ts";
import { readPage, wordsOf } from "./reading.ts";

/** Threads of `topics` topics in each of `departments` departments; the first topics have the most. */
function forumOf(departments: readonly (string | undefined)[], topics: number) {
  return departments.flatMap((department, at) =>
    Array.from({ length: topics }, (_, place) => ({
      id: `${at}-${place}`,
      ...(department === undefined ? {} : { department }),
      topics: Array.from({ length: place + 1 }, (__, topic) => `Topic ${String(topic).padStart(3, "0")}`),
      question: "q",
    })),
  );
}

const topicLinks = (page: string) => page.match(/href="\/topics\/[^"]+"/g) ?? [];

describe("/topics", () => {
  it("has a heading for each department, with its topics and how many threads each has", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = await readPage(app, "/topics");
    expect(wordsOf(page)).toContain(
      "3 topics in 3 departments. " +
        "Family Medicine 1 topic Back Pain 2 threads Orthopedics 1 topic Wrist 1 thread Rehabilitation 1 topic Posture 1 thread",
    );
    expect(wordsOf(page)).toContain("Departments All Family Medicine 1 Orthopedics 1 Rehabilitation 1");
    expect(page).not.toContain("Hidden");
  });

  it("shows the largest topics of a department, and leads to all of it", async () => {
    const { app } = createFakeApp(forumOf(["A & B", "Other"], 8));
    const page = await readPage(app, "/topics");
    expect(topicLinks(page)).toHaveLength(10);
    expect(wordsOf(page)).toMatch(/A & B 8 topics Topic 000 8 threads Topic 001 7 threads .* Topic 004 4 threads All 8 topics : A & B Other/);
    expect(page).toContain('<a class="all-of" href="/topics?department=A+%26+B">');
  });

  it("does not lead to all of a department that is all there", async () => {
    const { app } = createFakeApp(forumOf(["A"], 6));
    const page = await readPage(app, "/topics");
    expect([topicLinks(page).length, page.includes("all-of")]).toEqual([6, false]);
  });

  it("shows all topics of a department, the largest first, a page at a time", async () => {
    const { app } = createFakeApp(forumOf(["A & B", "Other"], 70));
    const first = await readPage(app, "/topics?department=A+%26+B");
    expect(wordsOf(first)).toContain("70 topics Topic 000 70 threads Topic 001 69 threads");
    expect(topicLinks(first)).toHaveLength(60);
    expect(first).toContain('<a rel="next" href="/topics?department=A+%26+B&amp;page=2">');
    const last = await readPage(app, "/topics?department=A+%26+B&page=2");
    expect(topicLinks(last)).toHaveLength(10);
    expect(wordsOf(last)).toContain("Page 2 of 2");
    expect(wordsOf(await readPage(app, "/topics?department=A+%26+B&page=9"))).toContain("There is nothing on this page.");
  });

  it("puts topics without a department last, under an address of their own", async () => {
    const { app } = createFakeApp([...forumOf([undefined], 7), ...forumOf(["A"], 1)]);
    const page = await readPage(app, "/topics");
    expect(wordsOf(page)).toMatch(/8 topics in 1 department; the largest of each are shown. A 1 topic Topic 000 1 thread Without a department 7 topics/);
    expect(page).toContain('<a class="all-of" href="/topics?department=">');
    const own = await readPage(app, "/topics?department=");
    expect(wordsOf(own)).toContain("Topics without a department");
    expect(topicLinks(own)).toHaveLength(7);
    expect(own).toContain('<a href="/topics?department=" aria-current="true">');
  });

  it("is a plain list, a page at a time, in a forum without departments", async () => {
    const { app } = createFakeApp(forumOf([undefined], 70));
    const first = await readPage(app, "/topics");
    expect(wordsOf(first)).toContain("Topics 70 topics Topic 000 70 threads");
    expect(first).not.toContain("Departments");
    expect(first).toContain('<a rel="next" href="/topics?page=2">');
    expect(topicLinks(await readPage(app, "/topics?page=2"))).toHaveLength(10);
  });

  it("says that there are none", async () => {
    const { app } = createFakeApp();
    expect(wordsOf(await readPage(app, "/topics"))).toContain("There are no topics here yet.");
    expect(wordsOf(await readPage(app, "/topics?department=None"))).toContain("There are no topics here yet.");
  });

  it("stays small with a thousand topics in twenty departments", async () => {
    const departments = Array.from({ length: 20 }, (_, place) => `Department of ${place}`);
    const { app } = createFakeApp(departments.map((department, id) => ({ id: String(id), department, topics: Array.from({ length: 50 }, (_, topic) => `A topic of some length ${topic}`), question: "q" })));
    const page = await readPage(app, "/topics");
    expect(topicLinks(page)).toHaveLength(100);
    expect(page.length).toBeLessThan(40_000);
  });

  it("refuses a page that is no number", async () => {
    const { app } = createFakeApp(exampleThreads);
    await readPage(app, "/topics?page=x", 400);
  });
});

describe("the page of a topic", () => {
  it("shows its name, its department and its threads, a page at a time", async () => {
    const { app } = createFakeApp(Array.from({ length: 45 }, (_, place) => ({ id: `t${place}`, title: `Title ${place}`, department: "A & B", topics: ["T"], question: "q" })));
    const page = await readPage(app, "/topics/t.a-b?page=3");
    expect(wordsOf(page)).toContain("A & B T 45 threads Title 40");
    expect(page.match(/href="\/threads\//g)).toHaveLength(5);
    expect(page).toContain('href="/topics/t.a-b?page=2"');
    expect(page).toContain('<a href="/topics?department=A+%26+B">');
  });

  it("leads to the forum's own page where there is one", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(await readPage(app, "/topics/wrist.orthopedics")).not.toContain("The forum’s page");
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { url: "https://forum.example/faq?a=1&b=2" }, AS_ADA);
    expect(await readPage(app, "/topics/wrist.orthopedics")).toContain('<a href="https://forum.example/faq?a=1&amp;b=2" rel="noopener noreferrer nofollow">The forum’s page on this topic</a>');
    expect(topicLinks(await readPage(app, "/topics"))).toContain('href="/topics/wrist.orthopedics"');
  });

  it("that was merged leads for good to the topic it went into, and loses nothing of its address", async () => {
    const { app } = createFakeApp(exampleThreads);
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { mergedInto: "back-pain.family-medicine" }, AS_ADA);
    const answer = await app.request("/topics/wrist.orthopedics?page=1&from=a%26b");
    expect([answer.status, answer.headers.get("location"), answer.headers.get("cache-control")]).toEqual([301, "/topics/back-pain.family-medicine?page=1&from=a%26b", "no-store"]);
    expect(wordsOf(await readPage(app, "/topics/back-pain.family-medicine"))).toContain("3 threads");
  });

  it("that is unknown or hidden is not there", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(await readPage(app, "/topics/none", 404)).toContain("There is no such topic");
    await readPage(app, "/topics/hidden-topic.hidden-department", 404);
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { hidden: true }, AS_ADA);
    await readPage(app, "/topics/wrist.orthopedics", 404);
  });
});
