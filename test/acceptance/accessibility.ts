import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds; run by the debugger, since pages run no script but their own. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    "axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })" +
      ".then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))",
  );
}

/** How wide a page is: more than the window where it scrolls sideways. */
export const scrollWidthOf = (page: Page): Promise<number> => page.evaluate<number>("document.documentElement.scrollWidth");
