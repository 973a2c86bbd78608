import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { KindredError } from "../../src/forum/errors.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const SERVICE = "http://localhost:8787";

/** The address of a service that runs: as it was given, or where `npm start` listens. */
export async function runningService(given: string | undefined): Promise<string> {
  const address = given ?? SERVICE;
  const answered = URL.canParse(address) && (await fetch(new URL("/readyz", address)).then(({ ok }) => ok, () => false));
  if (answered) return new URL(address).origin;
  throw new KindredError("invalid_request", `No service answers at ${address}.`, "Start one with npm start, or give the address of another.");
}

/** A browser for as long as `use` takes. */
export async function inChromium(use: (browser: Browser) => Promise<void>): Promise<void> {
  if (!existsSync(CHROMIUM)) throw new KindredError("configuration_invalid", `There is no ${CHROMIUM}.`, "Install Chromium, or name one in CHROMIUM.");
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}
