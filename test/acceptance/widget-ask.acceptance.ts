import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startService } from "../service/processes.ts";
import { scrollWidthOf, violationsOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";
import { startForeignForum, type ForeignForum } from "./foreign-forum.ts";
import { ANY_ORIGIN, startFront, type Front } from "./front.ts";
import { shiftsOf, visit } from "./visited-page.ts";

const FORM = `<label for="title">Title</label><input id="title"><label for="body">Question</label><textarea id="body"></textarea>`;
const ASK = `<kindred-ask for="#body" title-for="#title"></kindred-ask><p>After it</p>`;
const QUESTION = "Does low back pain from sitting all day need a scan?";

describeInChromium("what answers while a question is written on a page of another site", ({ browser, folder }) => {
  let front: Front;
  let forum: ForeignForum;

  beforeEach(async () => {
    front = await startFront((await startService(folder)).url);
    forum = await startForeignForum(front.url);
  });
  afterEach(async () => {
    await forum.close();
    await front.close();
  });

  const cards = (page: Page) => page.locator("kindred-ask .card:not(.ghost)");
  const posted = (path: string) => front.asked.filter((asked) => asked.method === "POST" && asked.path === path).map(({ body }): any => JSON.parse(body));
  const room = () => `<link rel="stylesheet" href="${front.url}/widget.css">`;

  test.each(["desktop", "phone"] as const)("shows answered threads, a department and topics, moves nothing and loses no draft, %s", async (size) => {
    const { page, problems } = await visit(browser(), { viewport: size === "phone" ? { width: 360, height: 740 } : { width: 1000, height: 800 } });
    await page.goto(forum.put({ body: FORM + ASK, head: room(), theme: size === "phone" ? "dark" : "light" }));
    await page.evaluate("document.addEventListener('kindred-suggestion', ({ detail }) => (window.suggested = detail))");
    await page.getByText("Answered questions like yours show here.").waitFor();
    await keepPicture(page, `ask-before-${size}`);
    await page.locator("#title").pressSequentially("Back pain");
    await page.locator("#body").pressSequentially(QUESTION);
    await cards(page).nth(2).waitFor();
    await page.getByText(/^Answered questions like yours: \d$/).waitFor();
    expect(await page.evaluate("window.suggested")).toMatchObject({ department: expect.any(String), topics: [{ name: "Back Pain" }, {}, {}] });
    expect(await shiftsOf(page)).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
    expect(await scrollWidthOf(page)).toBeLessThanOrEqual(size === "phone" ? 360 : 1000);
    await keepPicture(page, `ask-${size}`);
    for (const { path } of front.asked) expect(path).not.toMatch(/pain|scan/i);

    const opened = page.context().waitForEvent("page");
    const link = cards(page).first().getByRole("link", { name: /\(opens in a new tab\)$/ });
    await link.focus();
    await page.keyboard.press("Enter");
    await (await opened).close();
    const answers = cards(page).nth(1).getByRole("button", { name: "This answers my question" });
    await answers.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await cards(page).nth(1).getByText("Thank you").waitFor();
    expect(await page.locator("#body").inputValue()).toBe(QUESTION);
    await expect.poll(() => posted("/v1/feedback").length).toBe(3);
    const [shown, clicked, answered] = posted("/v1/feedback");
    expect(shown).toEqual({ event: "shown", list: "ask", items: shown.items });
    expect([clicked, answered]).toEqual([
      { event: "clicked", list: "ask", item: shown.items[0], position: 1 },
      { event: "answered", list: "ask", item: shown.items[1], position: 2 },
    ]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("asks when somebody pauses, once enough is written; drops what is stale; touches only what changed; and bears failure in silence", async () => {
    const item = (id: string) => ({ id, url: `/threads/${id}`, title: `Thread ${id}`, department: null, question: { excerpt: "q" }, reply: { author: "A", department: null, excerpt: "r" } });
    const lists: Record<string, string[]> = { "first first first": ["1", "2", "3"], "second second second": ["2", "4"], "third third third": ["5"] };
    const late: (() => void)[] = [];
    front.answer(/^\/v1\/suggestions/, ({ body }, response) => {
      const { text } = JSON.parse(body) as { text: string };
      const answer = () => void response.writeHead(text in lists ? 200 : 500, { "content-type": "application/json", ...ANY_ORIGIN }).end(JSON.stringify({ similar: { items: lists[text]?.map(item) }, relatedFaq: { items: [] }, department: null }));
      if (text.startsWith("third")) late.push(answer);
      else answer();
    });
    const { page, problems } = await visit(browser());
    // The fields come later than the element.
    await page.goto(forum.put({ body: ASK, head: room() }));
    await page.getByText("Answered questions like yours show here.").waitFor();
    await page.evaluate("document.querySelector('main').prepend(Object.assign(document.createElement('div'), { id: 'body', contentEditable: 'true', role: 'textbox', ariaLabel: 'Question' }))");
    const before = await shiftsOf(page);
    const write = (text: string) => page.locator("#body").fill(text);
    const titles = () => cards(page).locator(".title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")!.slice(-1)).join(""));

    await write("too little");
    await write("first first first");
    await expect.poll(titles).toBe("123");
    expect(posted("/v1/suggestions").map(({ text }) => text)).toEqual(["first first first"]);
    await page.evaluate("document.querySelector('kindred-ask').shadowRoot.querySelectorAll('.card')[1].marked = true");
    await write("third third third");
    await expect.poll(() => late.length).toBe(1);
    await write("second second second");
    await expect.poll(titles).toBe("24");
    late.forEach((answer) => answer());
    expect(await page.evaluate("document.querySelector('kindred-ask').shadowRoot.querySelectorAll('.card')[0].marked")).toBe(true);
    await shiftsOf(page);
    expect(await titles()).toBe("24");

    await write("what the service cannot answer");
    await expect.poll(() => posted("/v1/suggestions").length).toBe(4);
    await shiftsOf(page);
    expect(await titles()).toBe("24");
    await write("");
    await page.getByText("Answered questions like yours show here.").waitFor();
    expect(await cards(page).count()).toBe(0);
    expect(await shiftsOf(page)).toEqual(before);
    expect(problems.filter((problem) => !/status of 500/.test(problem))).toEqual([]);
    await page.context().close();
  });

  test("shows for a draft that is there already, and again after Back", async () => {
    const { page, problems } = await visit(browser());
    const elsewhere = forum.put({ body: "<p>Elsewhere</p>" });
    await page.goto(forum.put({ body: `<textarea id="body" aria-label="Question">${QUESTION}</textarea>${ASK}`, head: room() }));
    await cards(page).nth(1).waitFor();
    await page.locator("#body").pressSequentially(" My doctor says no.");
    await page.goto(elsewhere);
    await page.goBack();
    await cards(page).nth(1).waitFor();
    expect(await page.locator("#body").inputValue()).toContain("My doctor says no.");
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
