import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Where pictures go, if anybody wants them. */
const SCREENSHOTS = process.env["SCREENSHOT_DIR"];

/** What a suite in Chromium is given, from its first hook on. */
interface InChromium {
  readonly browser: () => Browser;
  /** Empty, and gone afterwards. */
  readonly folder: string;
}

/** A suite that needs a real browser, and says so where there is none. */
export function describeInChromium(what: string, suite: (given: InChromium) => void): void {
  const where = existsSync(CHROMIUM) ? "" : ` (skipped: there is no ${CHROMIUM}; name one in CHROMIUM)`;
  describe.skipIf(where !== "")(`${what} in Chromium${where}`, () => {
    const folder = mkdtempSync(join(tmpdir(), "kindred-chromium-"));
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      });
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });
    suite({ browser: () => browser, folder });
  });
}

/** A picture of the whole page, if anybody wants pictures. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS !== undefined) await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
