import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startService } from "../service/processes.ts";
import { scrollWidthOf, violationsOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";

const THREAD = "/threads/sample-1025";
const WIDTHS = { desktop: 1280, phone: 390, narrow: 320 };

describeInChromium("the pages", ({ browser, folder }) => {
  async function open(url: string, width: number): Promise<{ page: Page; problems: string[] }> {
    // Without JavaScript: what a crawler and an old phone see.
    const page = await browser().newPage({ viewport: { width, height: 900 }, javaScriptEnabled: false });
    const problems: string[] = [];
    page.on("console", (message) => problems.push(message.text()));
    page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
    page.on("response", (response) => {
      if (response.status() >= 400 && !response.url().endsWith("/favicon.ico")) problems.push(`${response.url()} ${response.status()}`);
    });
    await page.goto(url);
    return { page, problems };
  }

  test("a thread page shows four cards and ten topics, at every width, without JavaScript", async () => {
    const service = await startService(folder);
    for (const [name, width] of Object.entries(WIDTHS)) {
      for (const [path, title] of [["/", "list"], [THREAD, "thread"], ["/topics", "topics"], ["/docs", "docs"]] as const) {
        const { page, problems } = await open(service.url + path, width);
        expect(problems, `${path} ${name}`).toEqual([]);
        // Asked by the debugger, which may run scripts where the page may not.
        expect(await scrollWidthOf(page), `${path} at ${width} px scrolls sideways`).toBeLessThanOrEqual(width);
        if (title === "thread") await expectThreadPage(page);
        await keepPicture(page, `${title}-${name}`);
        await page.close();
      }
    }
  });

  test("every card and topic leads to a page that is there", async () => {
    const service = await startService(folder);
    const { page } = await open(service.url + THREAD, WIDTHS.phone);
    const links = await page.getByRole("main").getByRole("link").all();
    const paths = await Promise.all(links.map((link) => link.getAttribute("href")));
    const own = [...new Set(paths.filter((path) => path?.startsWith("/") === true))];
    expect(own.length).toBeGreaterThanOrEqual(14);
    for (const path of own) expect((await fetch(service.url + path)).status, path!).toBe(200);
    await page.close();
  });

  test("every page can be used by everybody, in light and dark, at every width", async () => {
    const service = await startService(folder);
    const topic = (await service.get("/v1/topics?limit=1")).body.items[0].url as string;
    const paths = ["/", "/?page=2", THREAD, "/topics", topic, "/ask", "/docs", "/widget", "/widget/host", "/widget/host?theme=dark", "/widget/host?dir=rtl", "/editor", "/nowhere"];
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [WIDTHS.desktop, WIDTHS.narrow]) {
        const page = await browser().newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce", extraHTTPHeaders: { accept: "text/html" } });
        for (const path of paths) {
          await page.goto(service.url + path, { waitUntil: "networkidle" });
          expect(await violationsOf(page), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
          expect(await scrollWidthOf(page), `${path} at ${width} px scrolls sideways`).toBeLessThanOrEqual(width);
          await keepPicture(page, `page-${path.replace(/^\//, "").replaceAll(/\W/g, "-") || "home"}-${colorScheme}-${width}`);
        }
        await page.goto(`${service.url}/ask`);
        await page.locator("#ask-text").fill("My toddler has had a fever for two days, when must I worry?");
        await page.getByRole("button", { name: "Find similar questions" }).click();
        await page.getByRole("heading", { name: "Closest to your question" }).waitFor();
        expect(await violationsOf(page), `an answer, ${colorScheme}, ${width} px`).toEqual([]);
        await page.close();
      }
    }
  });

  test("a question typed on the page finds its threads, and stands in no address", async () => {
    const service = await startService(folder);
    const { page } = await open(service.url, WIDTHS.phone);
    await page.getByRole("textbox").first().fill("My toddler has had a fever for two days, when must I worry?");
    await page.keyboard.press("Tab");
    await page.getByRole("button").first().click();
    expect(page.url()).not.toContain("toddler");
    expect(await page.getByRole("heading", { name: /similar/i }).count()).toBeGreaterThan(0);
    expect(await page.getByRole("main").textContent()).toMatch(/fever/i);
    await page.close();
  });
});

async function expectThreadPage(page: Page): Promise<void> {
  const section = (heading: string) => page.locator("section", { has: page.getByRole("heading", { name: heading, exact: true }) }).last();
  const cards = section("Similar Q&A").locator("article");
  expect(await cards.count()).toBe(4);
  for (const card of await cards.all()) {
    expect((await card.textContent())!.length).toBeGreaterThan(300);
    expect(await card.getByRole("link").first().getAttribute("href")).toMatch(/^\/threads\//);
    expect(await card.textContent()).toMatch(/(Dr\. |No reply yet).*Read more/s);
  }
  const topics = section("Related FAQ").getByRole("listitem");
  expect(await topics.count()).toBe(10);
  for (const topic of await topics.all()) expect(await topic.textContent()).toMatch(/.+\(.+\)/);
}
