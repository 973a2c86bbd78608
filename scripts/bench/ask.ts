import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { textTable } from "../../src/evaluation/text-table.ts";
import { runCommand } from "../run-command.ts";
import { wholeNumber } from "../whole-number.ts";
import { inChromium, runningService } from "./in-chromium.ts";
import { machineLine } from "./machine.ts";
import { median } from "./median.ts";

const USAGE = `Usage: npm run bench:ask -- [--questions 50] [http://localhost:8787]

How long it takes on the ask page from the last key press until the suggestions are on the screen, in Chromium (CHROMIUM,
/usr/bin/chromium unless told). The beginnings of so many of the forum's threads are typed.
`;

/** Between two keys, in milliseconds: somebody who types fast, and does not pause. */
const KEY_DELAY = 15;
const LONGEST_TYPED = 120;
/** The first ones compile what the others run, here and in the service. */
const WARM_UP = 5;

/** In the page: the time of every key, and of the frame that shows what it brought. */
const WATCH = `
  const root = document.querySelector("kindred-ask").shadowRoot;
  document.addEventListener("input", () => { window.keyAt = performance.now(); window.shownAt = undefined; }, true);
  new MutationObserver(() => {
    if (root.querySelector("li a") === null || window.shownAt !== undefined) return;
    // The next frame draws it, the one after that comes when it is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => (window.shownAt ??= performance.now())));
  }).observe(root, { childList: true, subtree: true, characterData: true });
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { questions: { type: "string", default: "50" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help === true) return void process.stdout.write(USAGE);
  const count = wholeNumber("--questions", values.questions, [1, 95]);
  const service = await runningService(positionals[0]);
  const texts = await beginningsOf(service, count + WARM_UP);
  process.stdout.write(`${machineLine()}\n`);
  await inChromium(async (browser) => {
    // What waits for the page runs in it, which its policy would forbid.
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${service}/ask`);
    await page.locator("kindred-ask section").waitFor();
    await page.evaluate(WATCH);
    const times: number[] = [];
    for (const text of texts) times.push(await typed(page, text));
    const counted = times.slice(WARM_UP);
    const shown = counted.filter((time) => !Number.isNaN(time));
    const sorted = [...shown].sort((left, right) => left - right);
    const rows = [
      ["from the last key to the screen, ms", "median", "nine in ten", "longest"],
      [`${shown.length} questions`, ...[median(sorted), sorted[Math.ceil(sorted.length * 0.9) - 1]!, sorted.at(-1)!].map((time) => time.toFixed(0))],
    ];
    process.stdout.write(`${textTable(rows).join("\n")}\n`);
    if (shown.length < counted.length) process.stdout.write(`${counted.length - shown.length} more got no suggestion, and are not counted.\n`);
  });
}

/** Types a text into the empty field. @returns milliseconds until its suggestions were on the screen; NaN where there was none */
async function typed(page: Page, text: string): Promise<number> {
  const field = page.locator("#ask-text");
  await field.fill("");
  await page.waitForFunction("document.querySelector('kindred-ask').shadowRoot.querySelector('li a') === null");
  const answered = page.waitForResponse(async (response) => response.url().endsWith("/v1/suggestions") && (response.request().postData() ?? "").includes(JSON.stringify(text)));
  await field.pressSequentially(text, { delay: KEY_DELAY });
  const { similar } = (await (await answered).json()) as { similar: { items: readonly unknown[] } };
  if (similar.items.length === 0) return NaN;
  await page.waitForFunction("window.shownAt !== undefined");
  return page.evaluate<number>("window.shownAt - window.keyAt");
}

async function beginningsOf(service: string, count: number): Promise<string[]> {
  const answer = await fetch(`${service}/v1/threads?limit=${count}`);
  const { items } = (await answer.json()) as { items: readonly { excerpt: string }[] };
  // At the end of a word, as somebody would pause there.
  return items.map(({ excerpt }) => excerpt.slice(0, LONGEST_TYPED).replace(/\s+\S*$/, ""));
}

await runCommand(main, USAGE);
