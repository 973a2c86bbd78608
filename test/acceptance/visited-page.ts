import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page that is watched. */
export interface Visited {
  readonly page: Page;
  /** What a page must not have: errors, warnings, dialogs, reports of its policy. */
  readonly problems: string[];
}

/** Opens a page whose policy and layout are watched from its first moment on; by the debugger, which no policy binds. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visited> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("dialog", (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  await context.addInitScript(`
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        const moves = sources.map(({ node, previousRect, currentRect }) => node?.nodeName + " from " + previousRect.top + " to " + currentRect.top);
        shifts.push(value + " at " + scrollY + ": " + moves.join());
      }
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error("policy: " + violatedDirective + " " + blockedURI));
  `);
  return { page, problems };
}

/** What moved without being asked to, once whatever has been changed is painted. */
export async function shiftsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");
  return page.evaluate<string[]>("window.shifts");
}
