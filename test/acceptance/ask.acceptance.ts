import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { startService } from "../service/processes.ts";
import { scrollWidthOf, violationsOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";

const FEVER = "My toddler has had a fever for two days, when must I worry?";
const BACK = "My upper left back aches after a day at the desk, what helps?";

describeInChromium("the ask page", ({ browser, folder }) => {
  /** The page, and whatever it complained of. */
  async function open(url: string, options: Parameters<Browser["newPage"]>[0] = {}) {
    const page = await browser().newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) problems.push(message.text());
    });
    await page.goto(`${url}/ask`);
    await page.locator("kindred-ask section").waitFor();
    return { page, problems, text: page.locator("#ask-text"), title: page.locator("#ask-title"), links: page.locator("kindred-ask li a") };
  }

  const firstTitle = (page: Page) => page.locator("kindred-ask li a").first().textContent();

  test("shows answered threads as somebody types, suggests a department and topics, and moves nothing", async () => {
    const service = await startService(folder);
    for (const [name, width] of [["desktop", 1280], ["phone", 390]] as const) {
      const { page, problems, text, links } = await open(service.url, { viewport: { width, height: 900 } });
      await page.evaluate("new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shifted = (window.shifted ?? 0) + value; }).observe({ type: 'layout-shift', buffered: true })");
      await text.pressSequentially(FEVER);
      await links.first().waitFor();
      await expect.poll(() => firstTitle(page)).toMatch(/fever/i);
      expect(await page.locator("kindred-ask section").textContent()).toMatch(/Department: *Pediatrics/);
      expect([await page.evaluate("window.shifted"), await scrollWidthOf(page), problems]).toEqual([undefined, width, []]);
      await keepPicture(page, `ask-typed-${name}`);
      await page.close();
    }
  });

  test("asks again as the question becomes another, and never shows an answer that came too late", async () => {
    const service = await startService(folder);
    const { page, problems, text, links } = await open(service.url);
    let held: (() => void) | undefined;
    await page.route("**/v1/suggestions", async (route) => {
      // The first answer comes after the second.
      if (held === undefined) await new Promise<void>((resolve) => (held = resolve));
      await route.continue().catch(() => undefined);
    });
    await text.fill(FEVER);
    await expect.poll(() => held !== undefined).toBe(true);
    const second = page.waitForResponse("**/v1/suggestions");
    await text.fill(BACK);
    await second;
    await expect.poll(() => firstTitle(page)).toMatch(/back/i);
    held!();
    await page.waitForLoadState("networkidle");
    expect([await firstTitle(page), problems]).toEqual([expect.stringMatching(/back/i), []]);
    expect(await links.count()).toBeGreaterThan(0);
    await page.close();
  });

  test("never loses a draft: links open beside it, and Back gives it back with what it was shown", async () => {
    const service = await startService(folder);
    const { page, text, title, links } = await open(service.url);
    await title.fill("Fever");
    await text.fill(FEVER);
    await links.first().waitFor();
    const [beside] = await Promise.all([page.context().waitForEvent("page"), links.first().click()]);
    await beside.waitForLoadState();
    expect(new URL(beside.url()).pathname).toMatch(/^\/threads\//);
    await beside.close();
    expect([await title.inputValue(), await text.inputValue()]).toEqual(["Fever", FEVER]);

    await page.getByRole("link", { name: "Topics", exact: true }).click();
    await page.getByRole("heading", { name: "Topics", exact: true }).waitFor();
    await page.goBack();
    await expect.poll(() => text.inputValue()).toBe(FEVER);
    expect(await title.inputValue()).toBe("Fever");
    await expect.poll(() => firstTitle(page)).toMatch(/fever/i);

    // What a button sends leads to a page of its own, and Back from there as well.
    await page.getByRole("button", { name: "Find similar questions" }).click();
    await page.getByRole("heading", { name: "Closest to your question" }).waitFor();
    await page.goBack();
    await expect.poll(() => text.inputValue()).toBe(FEVER);
    await page.close();
  });

  test("keeps a question out of every address and of everything that stays, and records that it was answered", async () => {
    const service = await startService(folder);
    const { page, problems, text, links } = await open(service.url);
    const told: { url: string; body: string }[] = [];
    page.on("request", (request) => told.push({ url: request.url(), body: request.postData() ?? "" }));
    await text.pressSequentially(FEVER);
    await links.first().waitFor();
    const recorded = page.waitForResponse((response) => response.url().endsWith("/v1/feedback") && (response.request().postData() ?? "").includes("answered"));
    await page.locator("kindred-ask").getByRole("button", { name: "This answers my question" }).first().click();
    expect((await recorded).status()).toBe(204);
    await page.locator("kindred-ask").getByText("Thank you").waitFor();
    expect(await text.inputValue()).toBe(FEVER);
    expect(told.filter(({ url }) => /toddler|fever/i.test(decodeURIComponent(url)))).toEqual([]);
    expect(told.filter(({ url, body }) => url.endsWith("/v1/feedback") && body.includes("toddler"))).toEqual([]);
    expect(await page.evaluate("JSON.stringify([document.cookie, localStorage.length, sessionStorage.length])")).toBe('["",0,0]');
    expect(problems).toEqual([]);
    await page.close();
  });

  test("lets somebody go on typing, and the form be sent, where no answer comes", async () => {
    const service = await startService(folder);
    const { page, problems, text } = await open(service.url);
    let failing: "gone" | "overloaded" | "garbage" = "gone";
    await page.route("**/v1/suggestions", (route) =>
      failing === "gone" ? route.abort() : route.fulfill(failing === "overloaded" ? { status: 429, headers: { "retry-after": "1" } } : { status: 200, body: "<html>" }),
    );
    for (failing of ["gone", "overloaded", "garbage"] as const) {
      const ended = failing === "gone" ? page.waitForEvent("requestfailed") : page.waitForResponse("**/v1/suggestions");
      await text.fill(`${FEVER} ${failing}`);
      await ended;
      expect([await text.inputValue(), await page.locator("kindred-ask li a").count(), problems]).toEqual([`${FEVER} ${failing}`, 0, []]);
    }
    await page.getByRole("button", { name: "Find similar questions" }).click();
    await page.getByRole("heading", { name: "Closest to your question" }).waitFor();
    await page.close();
  });

  test("does without JavaScript", async () => {
    const service = await startService(folder);
    const page = await browser().newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    await page.goto(`${service.url}/ask`);
    await page.locator("#ask-title").fill("Fever");
    await page.locator("#ask-text").fill(FEVER);
    await page.getByRole("button", { name: "Find similar questions" }).click();
    expect(await page.getByRole("main").textContent()).toMatch(/Similar Q&A.*fever/is);
    expect(await page.locator("#ask-title").inputValue()).toBe("Fever");
    await page.close();
  });

  test("can be used by everybody while it answers: in light and dark, at every width", async () => {
    const service = await startService(folder);
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [1280, 320]) {
        const { page, text, links } = await open(service.url, { colorScheme, viewport: { width, height: 900 } });
        await text.fill(FEVER);
        await links.first().waitFor();
        expect(await violationsOf(page), `${colorScheme}, ${width}`).toEqual([]);
        expect(await scrollWidthOf(page)).toBeLessThanOrEqual(width);
        await keepPicture(page, `ask-${colorScheme}-${width}`);
        await page.close();
      }
    }
  });
});
