import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { textTable } from "../../src/evaluation/text-table.ts";
import { KindredError } from "../../src/forum/errors.ts";
import { runCommand } from "../run-command.ts";

const USAGE = `Usage: npm run bench:ask -- [--url http://127.0.0.1:8787] [--questions 50]

How long it takes from the last key press on the ask page until the suggestions are on the screen, in Chromium.

--url URL      a service that runs already
--questions N  so many of its threads are typed, as far as their first sentences go
`;

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Between two keys, in milliseconds: somebody who types fast, and does not pause. */
const KEY_DELAY = 15;
const LONGEST_TYPED = 120;
/** The first ones compile what the others run, here and in the service. */
const WARM_UP = 5;

/** In the page: the time of every key, and of the frame that shows what it brought. */
const WATCH = `
  const list = document.querySelector("kindred-ask").shadowRoot;
  document.addEventListener("input", () => { window.keyAt = performance.now(); window.shownAt = undefined; }, true);
  new MutationObserver(() => {
    if (list.querySelector("li a") === null || window.shownAt !== undefined) return;
    // The next frame draws it, the one after that comes when it is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => (window.shownAt ??= performance.now())));
  }).observe(list, { childList: true, subtree: true, characterData: true });
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: "string" }, questions: { type: "string" }, help: { type: "boolean", short: "h" } } });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const { url = "http://127.0.0.1:8787", questions = "50" } = values;
  if (!existsSync(CHROMIUM)) throw new KindredError("configuration_invalid", `There is no ${CHROMIUM}.`, "Install Chromium, or name one in CHROMIUM.");
  const texts = await questionsOf(url, Number(questions) + WARM_UP);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/ask`);
    await page.locator("kindred-ask section").waitFor();
    await page.evaluate(WATCH);
    const text = page.locator("#ask-text");
    const milliseconds: number[] = [];
    let empty = 0;
    for (const typed of texts) {
      await text.fill("");
      await page.waitForFunction("document.querySelector('kindred-ask').shadowRoot.querySelector('li a') === null");
      await text.pressSequentially(typed, { delay: KEY_DELAY });
      const answer = await page.waitForResponse("**/v1/suggestions");
      const { similar } = (await answer.json()) as { similar: { items: unknown[] } };
      if (similar.items.length === 0) {
        empty += 1;
        continue;
      }
      await page.waitForFunction("window.shownAt !== undefined");
      milliseconds.push(await page.evaluate<number>("window.shownAt - window.keyAt"));
    }
    const sorted = milliseconds.slice(WARM_UP).sort((left, right) => left - right);
    const at = (share: number) => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)} ms`;
    process.stdout.write(
      `${textTable([["from the last key to the screen", "median", "p90", "longest"], [`${sorted.length} questions`, at(0.5), at(0.9), at(1)]]).join("\n")}\n` +
        (empty === 0 ? "" : `${empty} more got no suggestion, and are not counted.\n`),
    );
  } finally {
    await browser.close();
  }
}

async function questionsOf(url: string, count: number): Promise<string[]> {
  let answer: Response;
  try {
    answer = await fetch(`${url}/v1/threads?limit=${Math.min(count, 100)}`);
  } catch (cause) {
    throw new KindredError("invalid_request", `There is no service at ${url}.`, "Start one with npm start, or name another with --url.", { cause });
  }
  const { items } = (await answer.json()) as { items: { excerpt: string }[] };
  return items.map(({ excerpt }) => excerpt.slice(0, LONGEST_TYPED).replace(/\s\S*$/, ""));
}

await runCommand(main, USAGE);
