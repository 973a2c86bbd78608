import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runIngest, startService } from "../service/processes.ts";
import { ATTACKS, hostileThread, ODD_TEXTS } from "../web/hostile-threads.ts";
import { scrollWidthOf } from "./accessibility.ts";
import { describeInChromium, keepPicture } from "./chromium.ts";
import { startForeignForum } from "./foreign-forum.ts";
import { startFront } from "./front.ts";
import { shiftsOf, visit } from "./visited-page.ts";

const WIDTH = 360;
const HOSTILE = [...ATTACKS, ...ODD_TEXTS];

describeInChromium("the widget over a forum that attacks", ({ browser, folder }) => {
  const index = join(folder, "index");

  beforeAll(async () => {
    const file = join(folder, "forum.jsonl");
    const threads = HOSTILE.flatMap((attack, place) => [hostileThread(attack, `a${place}`), hostileThread(`${attack} again`.slice(-200_000), `b${place}`)]);
    writeFileSync(file, threads.map((thread) => `${JSON.stringify(thread)}\n`).join(""));
    await runIngest(index, [file]);
  });

  test("runs nothing, leads nowhere unsafe, moves nothing and makes no page scroll sideways", async () => {
    const front = await startFront((await startService(index)).url);
    const forum = await startForeignForum(front.url);
    const { page, problems } = await visit(browser(), { viewport: { width: WIDTH, height: 740 } });
    const head = `<link rel="stylesheet" href="${front.url}/widget.css">`;
    let shown = 0;
    for (const [place, attack] of HOSTILE.entries()) {
      const body = `<textarea id="body" aria-label="Question"></textarea><kindred-ask for="#body"></kindred-ask><kindred-similar thread="a${place}"></kindred-similar><kindred-faq thread="a${place}"></kindred-faq>`;
      await page.goto(forum.put({ body, head }));
      await page.evaluate("customElements.whenDefined('kindred-ask').then(() => 0)");
      await page.locator("#body").fill(`${attack} ${attack}`.slice(0, 3_000));
      for (const element of ["kindred-similar", "kindred-faq"]) {
        await shiftsOf(page);
        await page.locator(element).evaluate((one) => one.scrollIntoView());
        await expect.poll(() => page.locator(`${element} section.waiting`).count()).toBe(0);
      }
      const links = await page.evaluate<string[]>("[...document.querySelectorAll('kindred-ask, kindred-similar, kindred-faq')].flatMap((one) => [...one.shadowRoot.querySelectorAll('a')].map((link) => link.href))");
      shown += links.length;
      for (const link of links) expect(link, attack.slice(0, 40)).toMatch(new RegExp(`^(${front.url}|https://forum\\.example)/`));
      expect([await page.evaluate("window.ran"), await shiftsOf(page), problems], attack.slice(0, 40)).toEqual([undefined, [], []]);
      expect(await scrollWidthOf(page), attack.slice(0, 40)).toBeLessThanOrEqual(WIDTH);
      const odd = await page.evaluate<number>("Math.max(...[...document.querySelectorAll('kindred-similar, kindred-ask')].flatMap((one) => [...one.shadowRoot.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().height / parseFloat(getComputedStyle(card).fontSize))))");
      expect(odd).toBeLessThan(18);
      if (place % 4 === 0) await keepPicture(page, `widget-hostile-${place}`);
    }
    expect(shown).toBeGreaterThan(HOSTILE.length * 4);
    await page.context().close();
    await forum.close();
    await front.close();
  });
});
