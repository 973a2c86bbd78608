import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createKeyStore } from "../../src/store/keys.ts";
import { runIngest, startService, type RunningService } from "../service/processes.ts";
import { scrollWidthOf, violationsOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";
import { forumWithCopies } from "./editor-forum.ts";

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
/** Clusters that are judged by keyboard alone. */
const JUDGED = 20;

describeInChromium("the editors' page", ({ browser, folder }) => {
  let key: string;

  beforeAll(async () => {
    const file = join(folder, "forum.jsonl");
    writeFileSync(file, forumWithCopies().map((thread) => `${JSON.stringify(thread)}\n`).join(""));
    await runIngest(join(folder, "index"), [file]);
    const database = openDatabase(join(folder, "index"));
    key = createKeyStore(database).add("Ada", "editor");
    database.close();
  });

  async function open(service: RunningService, size: keyof typeof SIZES, colorScheme: "light" | "dark" = "light"): Promise<{ page: Page; problems: string[] }> {
    const context = await browser().newContext({ viewport: SIZES[size], colorScheme, reducedMotion: "reduce", hasTouch: size === "phone" });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    });
    page.on("request", (request) => {
      if (request.url().includes(key)) problems.push(`the key stands in ${request.url()}`);
    });
    await page.goto(`${service.url}/editor`);
    return { page, problems };
  }

  /** By keyboard: the page begins, and after a key that is not taken goes on, in the field. */
  async function signIn(page: Page): Promise<void> {
    await page.locator("input:focus").and(page.getByLabel("Editor’s key")).waitFor();
    await page.keyboard.type(key);
    await page.keyboard.press("Enter");
  }

  test("twenty clusters are judged by keyboard alone, are found judged after a reload, and can be taken back", async () => {
    const service = await startService(join(folder, "index"));
    const { page, problems } = await open(service, "desktop");
    const keyboard = page.keyboard;

    await signIn(page);
    const count = page.getByRole("heading", { name: /^\d+ clusters$/ });
    await expect.poll(async () => Number.parseInt((await count.textContent()) ?? "0"), { timeout: 120_000 }).toBeGreaterThanOrEqual(22);
    await page.getByText("Looking through the forum").waitFor({ state: "detached", timeout: 120_000 });
    const progress = page.getByRole("progressbar");
    const total = Number(await progress.getAttribute("max"));

    await keyboard.press("n");
    const decisions: string[] = [];
    const status = page.getByRole("status");
    await page.getByRole("heading", { name: /^(Pair \d+ of \d+|Do these two ask the same\?)$/ }).waitFor();
    let clusters = 0;
    for (let judged = 0; clusters < JUDGED; ) {
      const before = page.url();
      // Now and then all pairs of a cluster at once, or the other thread as the canonical one.
      if (clusters % 7 === 6) await keyboard.press("k");
      await keyboard.press(["d", "r", "u", "s", "Shift+D", "Shift+U"][clusters % 6]!);
      await expect.poll(() => status.textContent()).toMatch(new RegExp(`^Judged .*\\b(?!${judged} of)\\d+ of ${total}\\..*Next: `));
      judged = await judgedOf(progress);
      if (page.url() !== before) clusters += 1;
      decisions.push((await status.textContent())!);
    }
    const judged = await judgedOf(progress);
    expect(judged).toBeGreaterThanOrEqual(JUDGED);
    expect(new Set(decisions).size).toBe(decisions.length);
    const focused = () => page.evaluate<string>("document.activeElement.id");
    expect(await focused()).toBe("pair-heading");

    await keyboard.press("z");
    await expect.poll(() => status.textContent()).toMatch(/^Taken back\./);
    expect(await judgedOf(progress)).toBeLessThan(judged);
    await keyboard.press("Shift+D");
    await expect.poll(() => judgedOf(progress)).toBe(judged);
    await saved(page);
    // What follows from decisions for pairs of other clusters, the service alone knows.
    const follows = await service.send("GET", "/v1/duplicates?limit=1", undefined, { authorization: `Bearer ${key}` });
    const settled: number = follows.body.judging.judged;
    expect(settled).toBeGreaterThanOrEqual(judged);
    await expect.poll(() => judgedOf(progress)).toBe(settled);

    await page.reload();
    await expect.poll(() => judgedOf(progress)).toBe(settled);
    const show = page.getByLabel("Show", { exact: true });
    await tabTo(page, show);
    await keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: `${JUDGED} clusters` }).waitFor();
    expect(await page.getByRole("button", { name: /✓ judged/ }).count()).toBe(JUDGED);
    const audit = await service.send("GET", "/v1/duplicates/decisions?current=true&limit=100", undefined, { authorization: `Bearer ${key}` });
    expect(new Set(audit.body.items.map(({ editor }: { editor: string }) => editor))).toEqual(new Set(["Ada"]));
    expect(audit.body.items.every(({ score }: { score: unknown }) => typeof score === "number")).toBe(true);

    // No key works while a word is typed, nor when keys are turned off.
    await keyboard.press("Escape");
    await tabTo(page, page.getByLabel("Search words"));
    await keyboard.type("nudrsz");
    expect(await judgedOf(progress)).toBe(settled);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("a decision that cannot be sent is told of, and is sent on trying again; a key that no longer works loses no place", async () => {
    const service = await startService(join(folder, "index"));
    const { page } = await open(service, "phone");
    let meets: "nothing" | "no connection" | "another key" = "nothing";
    // Watched from the beginning: a request that has set out already is not stopped.
    await page.route("**/v1/duplicates/decisions", (route) => {
      if (meets === "no connection") return route.abort();
      return route.continue(meets === "nothing" ? {} : { headers: { ...route.request().headers(), authorization: "Bearer nobody-s" } });
    });
    await signIn(page);
    await page.locator(".entry").first().waitFor();
    await page.keyboard.press("n");
    const progress = page.getByRole("progressbar");
    const heading = page.locator("#pair-heading");
    await heading.waitFor();
    const [place, before] = [page.url(), await judgedOf(progress)];

    meets = "no connection";
    await page.keyboard.press("r");
    await page.getByText("Not saved: 1 decision.").waitFor();
    expect([await violationsOf(page), page.url()]).toEqual([[], place]);
    await keepPicture(page, "editor-not-saved-phone-light");
    meets = "nothing";
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("status").textContent()).toMatch(/^Saved\./);
    expect(await judgedOf(progress)).toBe(before + 1);

    await page.keyboard.press("z");
    await saved(page);
    expect([await judgedOf(progress), page.url()]).toEqual([before, place]);
    meets = "another key";
    await page.keyboard.press("s");
    await page.getByText("not the key of one").waitFor();
    meets = "nothing";
    await signIn(page);
    await expect.poll(() => judgedOf(progress)).toBe(before + 1);
    await page.keyboard.press("z");
    await saved(page);
    await page.context().close();
  });

  test("everything of it can be used by everybody, at every width, in light and dark", async () => {
    const service = await startService(join(folder, "index"));
    for (const size of ["desktop", "phone"] as const) {
      for (const scheme of ["light", "dark"] as const) {
        const { page, problems } = await open(service, size, scheme);
        const look = async (name: string) => {
          expect(await violationsOf(page), `${name}, ${size}, ${scheme}`).toEqual([]);
          expect(await scrollWidthOf(page), `${name}, ${size}: scrolls sideways`).toBeLessThanOrEqual(SIZES[size].width);
          await keepPicture(page, `editor-${name}-${size}-${scheme}`);
        };
        await page.getByLabel("Editor’s key").waitFor();
        await look("sign-in");
        await signIn(page);
        await page.locator(".entry").first().waitFor();
        await look("list");
        await page.keyboard.press("n");
        await page.locator(".side-text mark, .only-here, .side-text p").first().waitFor();
        await look("comparison");
        if (size === "phone") expect(await smallButtons(page)).toEqual([]);
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
        await look("help");
        await page.getByLabel("Single keys work").press("Space");
        await page.keyboard.press("Escape");
        await page.keyboard.press("s");
        expect(await page.getByRole("status").textContent()).not.toMatch(/Judged/);
        expect(problems).toEqual([]);
        await page.context().close();
      }
    }
  });
});

const judgedOf = async (progress: Locator) => Number(await progress.getAttribute("value"));

/** Waits until the numbers are the service's own. */
async function saved(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.waitForLoadState("networkidle");
}

/** Goes to something as a keyboard does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error("Tab does not lead there");
}

/** Buttons below a finger's breadth. */
function smallButtons(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    "[...document.querySelectorAll('#editor button')].filter((button) => button.offsetParent !== null && button.getBoundingClientRect().height < 44).map(({ textContent }) => textContent)",
  );
}
