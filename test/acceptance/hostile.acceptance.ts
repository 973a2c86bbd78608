import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createKeyStore } from "../../src/store/keys.ts";
import { runIngest, startService, type RunningService } from "../service/processes.ts";
import { ATTACKS, hostileThread, ODD_TEXTS } from "../web/hostile-threads.ts";
import { scrollWidthOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";

const WIDTH = 390;
const HOSTILE = [...ATTACKS, ...ODD_TEXTS];

describeInChromium("a forum that attacks whoever reads it", ({ browser, folder }) => {
  const index = join(folder, "index");
  let key: string;

  beforeAll(async () => {
    const file = join(folder, "forum.jsonl");
    // Each twice, so that it has a neighbour to be shown beside, and a duplicate for the editors.
    const threads = HOSTILE.flatMap((attack, place) => [hostileThread(attack, `a${place}`), hostileThread(`${attack} again`.slice(-200_000), `b${place}`)]);
    const tooLong = { ...hostileThread("x", "too-long"), question: "w".repeat(1_000_000) };
    const unseen = { ...hostileThread("x", "unseen"), question: "\u200B\u200D\u2060" };
    writeFileSync(file, [...threads, tooLong, unseen].map((thread) => `${JSON.stringify(thread)}\n`).join(""));
    const { threads: counts } = await runIngest(index, [file]);
    expect(counts).toMatchObject({ added: threads.length, quarantined: 2 });
    const database = openDatabase(index);
    key = createKeyStore(database).add("Ada", "editor");
    database.close();
  });

  /** A page with its scripts on, and everything that it did which a page must not do. */
  async function open(service: RunningService): Promise<{ page: Page; done: string[] }> {
    const page = await browser().newPage({ viewport: { width: WIDTH, height: 800 } });
    const done: string[] = [];
    page.on("dialog", (dialog) => {
      done.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("pageerror", (error) => done.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of (404|400)/.test(message.text())) done.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(service.url)) done.push(`${request.url()} was asked`);
    });
    return { page, done };
  }

  async function expectHarmless(page: Page, done: readonly string[], where: string): Promise<void> {
    expect([await page.evaluate<unknown>("window.ran"), done], where).toEqual([undefined, []]);
    // A fragment brings no style with it, and a letter under hundreds of marks cannot be broken by any markup.
    const isMarkedFragment = where.startsWith("/embed/") && (await page.content()).includes("\u0489");
    if (!isMarkedFragment) expect(await scrollWidthOf(page), `${where} scrolls sideways`).toBeLessThanOrEqual(WIDTH);
    const links = await page.evaluate<string[]>("[...document.querySelectorAll('a[href], form[action]')].map((one) => one.getAttribute('href') ?? one.getAttribute('action'))");
    // Fragments stand on other sites, so their links name this service.
    const { origin } = new URL(page.url());
    for (const link of links) expect(link.replace(origin, ""), where).toMatch(/^(\/(?![/\\])|#|https:\/\/forum\.example\/)/);
  }

  test("runs nothing on any page, and makes none scroll sideways", async () => {
    const service = await startService(index);
    const { page, done } = await open(service);
    const topics: { items: readonly { url: string }[] } = (await service.get("/v1/topics?limit=100")).body;
    expect(topics.items.length).toBeGreaterThan(10);
    const departments = HOSTILE.map((attack) => `/?department=${encodeURIComponent(attack.slice(0, 300))}`);
    const threads = HOSTILE.flatMap((_, place) => [`/threads/a${place}`, `/embed/threads/a${place}`]);
    const errors = ATTACKS.flatMap((attack) => [`/threads/${encodeURIComponent(`${attack}?`)}`, `/${encodeURIComponent(attack)}`]);
    for (const path of ["/", "/?page=2", "/topics", "/docs", "/widget", ...departments, ...topics.items.map(({ url }) => url), ...threads, ...errors]) {
      await page.goto(service.url + path);
      await expectHarmless(page, done, path);
    }
    await keepPicture(page, "hostile-problem");
    await page.goto(`${service.url}/threads/a0`);
    await keepPicture(page, "hostile-thread");
    await page.close();
  });

  test("runs nothing where somebody asks for it, as it is typed and when it is sent", async () => {
    const service = await startService(index);
    const { page, done } = await open(service);
    for (const attack of HOSTILE) {
      await page.goto(`${service.url}/ask`);
      await page.locator("#ask-title").fill(attack.slice(0, 300));
      const answered = page.waitForResponse((response) => response.url().endsWith("/v1/suggestions"));
      await page.locator("#ask-text").fill(attack.slice(0, 50_000));
      expect((await answered).status()).toBe(200);
      await page.waitForLoadState("networkidle");
      await expectHarmless(page, done, `typing ${attack.slice(0, 40)}`);
      await page.getByRole("button", { name: "Find similar questions" }).click();
      await page.getByRole("heading", { name: "Closest to your question" }).waitFor();
      await expectHarmless(page, done, `asking ${attack.slice(0, 40)}`);
    }
    await keepPicture(page, "hostile-answers");
    await page.close();
  });

  test("runs nothing on the editors' page", async () => {
    const service = await startService(index);
    const { page, done } = await open(service);
    await page.goto(`${service.url}/editor`);
    await page.getByLabel("Editor’s key").fill(key);
    await page.keyboard.press("Enter");
    await page.locator(".entry").first().waitFor();
    await expectHarmless(page, done, "the list");
    await keepPicture(page, "hostile-editor");
    const entries = await page.locator(".entry").count();
    expect(entries).toBeGreaterThan(3);
    for (let entry = 0; entry < entries; entry += 1) {
      await page.keyboard.press("n");
      await page.locator(".side-text mark, .only-here, .side-text p").first().waitFor();
      await expectHarmless(page, done, `comparison ${entry}`);
    }
    await page.close();
  });
});
