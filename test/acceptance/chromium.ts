import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { describe } from "vitest";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Where pictures go, if anybody wants them. */
const SCREENSHOTS = process.env["SCREENSHOT_DIR"];

/** A suite that needs a real browser, and says so where there is none. */
export function describeInChromium(what: string, suite: () => void): void {
  const where = existsSync(CHROMIUM) ? "" : ` (skipped: there is no ${CHROMIUM}; name one in CHROMIUM)`;
  describe.skipIf(where !== "")(`${what} in Chromium${where}`, suite);
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A picture of the whole page, if anybody wants pictures. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS !== undefined) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
