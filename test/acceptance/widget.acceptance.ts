import type { ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startService, type RunningService } from "../service/processes.ts";
import { scrollWidthOf, violationsOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";
import { startForeignForum, type ForeignForum } from "./foreign-forum.ts";
import { ANY_ORIGIN, startFront, type Front } from "./front.ts";
import { shiftsOf, visit } from "./visited-page.ts";

const THREAD = "sample-1025";
const LISTS = `<kindred-similar thread="${THREAD}"></kindred-similar><p>Between</p><kindred-faq thread="${THREAD}"></kindred-faq><p id="after">After them</p>`;
const SIZES = { desktop: { width: 1000, height: 800 }, phone: { width: 390, height: 740 }, narrow: { width: 320, height: 568 } };

describeInChromium("the widget on a page of another site", ({ browser, folder }) => {
  let service: RunningService;
  let front: Front;
  let forum: ForeignForum;

  beforeEach(async () => {
    service = await startService(folder);
    front = await startFront(service.url);
    forum = await startForeignForum(front.url);
  });
  afterEach(async () => {
    await forum.close();
    await front.close();
  });

  const cards = (page: Page) => page.locator("kindred-similar .card:not(.ghost)");
  const topics = (page: Page) => page.locator("kindred-faq .topic:not(.ghost)");
  const room = () => `<link rel="stylesheet" href="${front.url}/widget.css">`;
  const lists = () => front.asked.filter(({ method, path }) => method !== "OPTIONS" && /^\/v1\/(?!feedback)/.test(path));
  const feedback = () => front.asked.filter(({ method, path }) => method === "POST" && path === "/v1/feedback").map(({ body }): any => JSON.parse(body));

  /** Holds back what is asked for until it is let go. */
  function hold(path: RegExp): () => void {
    let go!: () => void;
    const gone = new Promise<void>((resolve) => (go = resolve));
    front.answer(path, async (asked, response) => {
      await gone;
      await front.pass(asked, response);
    });
    return go;
  }

  test("shows both lists with one request, under a policy that forbids all but the service, at every width, in light, dark and from right to left", async () => {
    const looks = [
      { name: "light" }, { name: "dark", theme: "dark" }, { name: "sepia-rtl", theme: "sepia", dir: "rtl" },
    ] as const;
    for (const look of looks) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        const { page, problems } = await visit(browser(), { viewport });
        const before = lists().length;
        await page.goto(forum.put({ body: LISTS, head: room(), ...look }));
        await cards(page).nth(3).waitFor();
        await page.locator("kindred-faq").scrollIntoViewIfNeeded();
        await topics(page).nth(9).waitFor();
        const name = `${look.name}, ${size}`;
        expect(lists().slice(before).map(({ path }) => path), name).toEqual([`/v1/threads/${THREAD}/recommendations?limit=4&topicLimit=10`]);
        expect(await scrollWidthOf(page), name).toBeLessThanOrEqual(viewport.width);
        expect(await shiftsOf(page), name).toEqual([]);
        expect(problems, name).toEqual([]);
        for (const link of await page.locator("kindred-similar a, kindred-faq a").all()) {
          expect(await link.getAttribute("href")).toMatch(new RegExp(`^${front.url}/(threads|topics)/`));
        }
        await keepPicture(page, `widget-${look.name}-${size}`);
        expect(await violationsOf(page), name).toEqual([]);
        await page.context().close();
      }
    }
  });

  test.each(["desktop", "phone"] as const)("moves nothing as it loads, %s: script and answer late, items missing, nothing found, an error", async (size) => {
    const limits = '<kindred-similar limit="20" thread="sample-1025"></kindred-similar><kindred-faq limit="40" text="a knee that clicks"></kindred-faq><p>After them</p>';
    const nothing = { similar: { items: [] }, relatedFaq: { items: [] } };
    const cases: readonly [name: string, body: string, prepare: (() => void) | undefined][] = [
      ["all", LISTS, undefined],
      ["fewer items than asked for", limits, undefined],
      ["nothing found", LISTS, () => front.answer(/^\/v1\/threads/, (_asked, response) => void response.writeHead(200, { "content-type": "application/json", ...ANY_ORIGIN }).end(JSON.stringify(nothing)))],
      ["an error", LISTS, () => front.answer(/^\/v1\/threads/, (_asked, response) => void response.writeHead(500, ANY_ORIGIN).end("broken"))],
    ];
    for (const [name, body, prepare] of cases) {
      for (const place of ["in view", "below the fold"]) {
        const script = hold(/^\/widget\.js/);
        const answer = hold(/^\/v1\/(threads|similar|recommendations)/);
        prepare?.();
        const { page } = await visit(browser(), { viewport: SIZES[size] });
        const spacer = place === "in view" ? "" : '<div class="spacer"></div>';
        await page.goto(forum.put({ body: `${spacer}${body}<div class="spacer"></div>`, head: room() }), { waitUntil: "domcontentloaded" });
        await shiftsOf(page);
        const before = lists().length;
        script();
        await page.evaluate("customElements.whenDefined('kindred-ask').then(() => 0)");
        await page.locator("kindred-similar").scrollIntoViewIfNeeded();
        await shiftsOf(page);
        await expect.poll(() => lists().length).toBeGreaterThan(before);
        answer();
        if (prepare === undefined) await cards(page).first().waitFor();
        else await page.locator("kindred-similar .failed").waitFor({ state: "attached" });
        await shiftsOf(page);
        for (const scrolled of [4_000, 0]) {
          await page.evaluate(`scrollTo(0, ${scrolled})`);
          await shiftsOf(page);
        }
        expect(await shiftsOf(page), `${name}, ${place}`).toEqual([]);
        await page.context().close();
      }
    }
  });

  test("keeps exactly the room it will take, before there is a script, at any width, font size and number of items", async () => {
    const script = hold(/^\/widget\.js/);
    const boxes = [280, 420, 559, 575, 590, 640, 900].flatMap((width) => [15, 16, 22].map((size) => ({ width, size })));
    const css = boxes.map(({ width, size }) => `.w${width}s${size} { width: ${width}px; font-size: ${size}px; } .one { --kindred-columns: 1; --kindred-gap: 7px; }`).join("\n");
    const elements = ['<kindred-similar thread="1">', '<kindred-similar thread="1" limit="3" class="one">', '<kindred-faq thread="1" limit="7" heading="">', '<kindred-faq thread="1">', '<kindred-ask for="#none">', '<kindred-ask for="#none" limit="3">'];
    const body = boxes.map(({ width, size }) => `<div class="w${width}s${size}">${elements.map((tag) => `${tag}</${/[a-z]+-[a-z]+/.exec(tag)![0]}>`).join("")}</div>`).join("");
    const { page } = await visit(browser());
    await page.goto(forum.put({ body, css, head: room() }), { waitUntil: "domcontentloaded" });
    const heights = () => page.evaluate<number[]>("[...document.querySelectorAll('kindred-similar, kindred-faq, kindred-ask')].map((one) => one.getBoundingClientRect().height)");
    await expect.poll(async () => (await heights())[0]).toBeGreaterThan(0);
    const before = await heights();
    front.answer(/^\/v1\/threads/, () => undefined);
    script();
    await page.evaluate("customElements.whenDefined('kindred-ask').then(() => 0)");
    const after = await heights();
    expect(before).toHaveLength(boxes.length * elements.length);
    expect(Math.min(...before)).toBeGreaterThan(100);
    // Browsers reckon in 64ths of a pixel, row by row.
    after.forEach((height, place) => expect(Math.abs(height - before[place]!), `${elements[place % elements.length]} in ${JSON.stringify(boxes[Math.floor(place / elements.length)])}`).toBeLessThan(0.5));
    await page.context().close();
  });

  test("tells once what was shown, followed and judged; and nothing where it is turned off, or whoever looks asks not to be counted", async () => {
    const { page, problems } = await visit(browser());
    await page.goto(forum.put({ body: `${LISTS}<div class="spacer"></div>`, head: room() }));
    await cards(page).nth(3).waitFor();
    const ids = await cards(page).locator(".title a").evaluateAll((links) => links.map((link) => decodeURIComponent(link.getAttribute("href")!.split("/").at(-1))));
    await expect.poll(() => feedback().length).toBe(1);
    expect(feedback()[0]).toEqual({ event: "shown", list: "similar", thread: THREAD, items: ids });
    await page.locator("kindred-faq").scrollIntoViewIfNeeded();
    await expect.poll(() => feedback().length).toBe(2);
    expect(feedback()[1]).toMatchObject({ event: "shown", list: "related-faq", thread: THREAD });
    expect(feedback()[1].items).toHaveLength(10);

    const place = async () => JSON.stringify(await cards(page).nth(1).locator("button").first().boundingBox());
    await cards(page).nth(1).scrollIntoViewIfNeeded();
    const before = await place();
    await cards(page).nth(1).getByRole("button", { name: "Yes" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await cards(page).nth(1).getByText("Thank you").waitFor();
    expect(await place()).toBe(before);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await cards(page).nth(2).getByRole("button", { name: "No" }).click();
    await cards(page).nth(0).locator(".title a").click({ button: "middle" });
    await cards(page).nth(0).locator(".more").click({ modifiers: ["Control"] });
    await cards(page).nth(3).locator(".title a").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/threads\//);
    await expect.poll(() => feedback().length).toBe(6);
    const of = (event: string, at: number) => ({ event, list: "similar", thread: THREAD, item: ids[at], position: at + 1 });
    expect(feedback().slice(2)).toEqual([of("helpful", 1), of("unhelpful", 2), of("clicked", 0), of("clicked", 3)]);
    expect(problems).toEqual([]);

    await page.goBack();
    await cards(page).nth(3).waitFor();
    await page.context().close();

    const sent = feedback().length;
    for (const privately of [true, false]) {
      const quiet = await visit(browser());
      if (privately) await quiet.page.addInitScript("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })");
      await quiet.page.goto(forum.put({ body: privately ? LISTS : LISTS.replaceAll("thread=", 'feedback="off" thread='), head: room() }));
      await cards(quiet.page).nth(3).waitFor();
      await shiftsOf(quiet.page);
      expect(await quiet.page.locator("kindred-similar button").count()).toBe(0);
      await quiet.page.context().close();
    }
    expect(feedback()).toHaveLength(sent);
  });

  test("fails silently into nothing: unknown thread, error, garbage, no answer, nobody there", async () => {
    const json = (body: string, status = 200) => (_asked: unknown, response: ServerResponse) => void response.writeHead(status, { "content-type": "application/json", ...ANY_ORIGIN }).end(body);
    const failures: readonly [string, Parameters<Front["answer"]>[1]][] = [
      ["an unknown thread", json("{}", 404)],
      ["no JSON", json("<html>")],
      ["another's JSON", json('{"items":[{"id":1}],"similar":{"items":{}},"relatedFaq":null}')],
      ["half an item", json('{"similar":{"items":[{"id":"1","url":"/threads/1","title":"t"}]},"relatedFaq":{"items":"none"}}')],
      ["a line that breaks", (_asked, response) => void response.destroy()],
    ];
    const { page, problems } = await visit(browser());
    const below = forum.put({ body: `<p>Before</p><div class="tall"></div>${LISTS}`, css: ".tall { height: 1000px; }", head: room() });
    const gone = () => page.locator("kindred-similar[hidden] ~ kindred-faq[hidden]").waitFor({ state: "attached" });
    for (const [, how] of failures) {
      front.answer(/^\/v1\/threads/, how);
      await page.goto(below);
      await gone();
      expect(await page.evaluate<number>("document.querySelector('#after').getBoundingClientRect().top - document.querySelector('.tall').getBoundingClientRect().bottom")).toBeLessThan(100);
    }
    front.answer(/^\/v1\/threads/, () => undefined);
    await page.clock.install();
    await page.goto(below);
    await expect.poll(() => lists().length).toBeGreaterThan(failures.length);
    await page.clock.runFor(8_000);
    await gone();
    expect(problems.filter((problem) => !/Failed to load resource/.test(problem))).toEqual([]);
    await page.context().close();
  });

  test("shows what a server put into it, and asks for nothing; without JavaScript it shows that, and keeps no room for what will not come", async () => {
    const body = '<kindred-similar thread="1"><ul><li><a href="/kept">A kept answer</a></li></ul></kindred-similar><kindred-faq thread="1"></kindred-faq><p id="after">After</p>';
    for (const javaScriptEnabled of [true, false]) {
      const { page, problems } = await visit(browser(), { javaScriptEnabled });
      await page.goto(forum.put({ body: javaScriptEnabled ? body.replace(/<kindred-faq.*<\/kindred-faq>/, "") : body, head: room() }));
      await page.getByRole("link", { name: "A kept answer" }).waitFor();
      if (javaScriptEnabled) await page.evaluate("customElements.whenDefined('kindred-ask').then(() => 0)");
      expect(await page.getByRole("link", { name: "A kept answer" }).isVisible()).toBe(true);
      expect(await page.evaluate<number>("document.querySelector('#after').offsetTop")).toBeLessThan(300);
      expect([lists(), problems]).toEqual([[], []]);
      await page.context().close();
    }
  });

  test("follows its attributes, drops what is no longer asked for, is harmless twice, and comes back with Back", async () => {
    const { page, problems } = await visit(browser());
    await page.goto(forum.put({ body: LISTS, head: `${room()}<script src="${front.url}/widget.js" async></script>` }));
    await cards(page).nth(3).waitFor();
    const first = await cards(page).first().textContent();
    const late = hold(/sample-1001/);
    const change = (thread: string) => page.evaluate(`for (const one of document.querySelectorAll("kindred-similar, kindred-faq")) one.setAttribute("thread", "${thread}")`);
    await change("sample-1001");
    await expect.poll(() => lists().some(({ path }) => path.includes("sample-1001"))).toBe(true);
    await change("sample-1002");
    await cards(page).nth(3).waitFor();
    const shown = await cards(page).first().textContent();
    late();
    await shiftsOf(page);
    expect(await cards(page).first().textContent()).toBe(shown);
    expect(shown).not.toBe(first);
    const asked = lists().length;
    await page.evaluate("document.querySelector('main').prepend(document.querySelector('kindred-similar'))");
    await shiftsOf(page);
    expect([await cards(page).count(), lists().length]).toEqual([4, asked]);
    await page.evaluate("document.querySelector('kindred-similar').removeAttribute('thread'); document.querySelector('kindred-similar').setAttribute('text', 'Does back pain need a scan?')");
    await expect.poll(() => lists().at(-1)).toMatchObject({ method: "POST", path: "/v1/similar", body: JSON.stringify({ text: "Does back pain need a scan?", limit: 4 }) });
    await cards(page).first().waitFor();

    await cards(page).first().locator(".title a").click();
    await page.waitForURL(/\/threads\//);
    await page.goBack();
    await cards(page).nth(3).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("takes the forum's own addresses and templates, and none that is not safe", async () => {
    const urls = ["/threads/a%2F1", "https://forum.example/t/2", "/questions/3", "javascript:window.ran=1", "data:text/html,x", "//elsewhere.example/", "/\\elsewhere.example", "/\t/elsewhere.example", "http:\\\\"];
    const items = urls.map((url, place) => ({ id: place === 0 ? "a/1" : `${place}`, url, title: `Thread ${place}`, department: null, question: { excerpt: "q" }, reply: null }));
    front.answer(/^\/v1\/threads/, (_asked, response) => void response.writeHead(200, { "content-type": "application/json", ...ANY_ORIGIN }).end(JSON.stringify({ items })));
    const { page, problems } = await visit(browser());
    await page.goto(forum.put({ body: '<kindred-similar thread="1" limit="9"></kindred-similar><kindred-similar thread="1" limit="9" link="/q/{id}.html"></kindred-similar>' }));
    await cards(page).nth(8).waitFor();
    await page.locator("kindred-similar").last().scrollIntoViewIfNeeded();
    await cards(page).nth(17).waitFor();
    const hrefs = await page.locator("kindred-similar .title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const forums = ["https://forum.example/t/2", `${forum.url}/questions/3`];
    expect(hrefs).toEqual([`${front.url}/threads/a%2F1`, ...forums, `${forum.url}/q/a%2F1.html`, ...forums]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("can be read at twice the size, and printed without what only a screen has", async () => {
    const { page } = await visit(browser(), { viewport: { width: 640, height: 480 } });
    await page.goto(forum.put({ body: LISTS, css: "body { font-size: 32px; }", head: room() }));
    await cards(page).nth(3).waitFor();
    expect(await scrollWidthOf(page)).toBeLessThanOrEqual(640);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, "widget-twice");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("kindred-similar button").first().isVisible()).toBe(false);
    expect(await cards(page).first().locator(".excerpt").isVisible()).toBe(true);
    await page.context().close();
  });
});
