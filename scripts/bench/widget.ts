import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { textTable } from "../../src/evaluation/text-table.ts";
import { runCommand } from "../run-command.ts";
import { wholeNumber } from "../whole-number.ts";
import { inChromium, runningService } from "./in-chromium.ts";
import { machineLine } from "./machine.ts";
import { median } from "./median.ts";

const USAGE = `Usage: npm run bench:widget -- [--runs 10] [--thread sample-1025] [http://localhost:8787]

What the widget and a fragment weigh, and when its first card is on a page of another site: from the beginning of the navigation, with an
empty cache, in Chromium (CHROMIUM, /usr/bin/chromium unless told), on lines as slow as browsers' own tools make them.
`;

/** Megabits a second down and up, and milliseconds that each request waits. */
const LINES = {
  "Slow 4G": { down: 1.6, up: 0.75, latency: 150 },
  "Fast 3G": { down: 1.44, up: 0.675, latency: 560 },
  "as it is": undefined,
} as const;

/** Milliseconds from the beginning of the navigation. */
interface Times {
  readonly firstPaint: number;
  readonly firstCard: number;
}

/** Looks at every frame whether a card is there; runs before anything of the page does. */
const WATCH = `
  const look = () => {
    if (document.querySelector("kindred-similar")?.shadowRoot?.querySelector(".card a")) window.firstCard = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { runs: { type: "string", default: "10" }, thread: { type: "string", default: "sample-1025" }, help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help === true) return void process.stdout.write(USAGE);
  const service = await runningService(positionals[0]);
  const runs = wholeNumber("--runs", values.runs, [1, 1_000]);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(machineLine());
  for (const path of ["/widget.js", "/widget.css", `/embed/threads/${encodeURIComponent(values.thread)}`]) {
    const text = await (await fetch(service + path)).text();
    say(`${path}: ${text.length} bytes, ${gzipSync(text).length} packed`);
  }

  const forum = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(pageWith(service, values.thread));
  });
  forum.listen(0, "127.0.0.1");
  await once(forum, "listening");
  try {
    await inChromium(async (browser) => {
      const rows = [["medians", "first paint, ms", "first card, ms"]];
      for (const [name, line] of Object.entries(LINES)) {
        const times: Times[] = [];
        // The first run is not counted: it compiles what the service runs.
        for (let run = 0; run <= runs; run += 1) {
          const measured = await visit(browser, `http://127.0.0.1:${(forum.address() as AddressInfo).port}`, line);
          if (run > 0) times.push(measured);
        }
        rows.push([name, ...(["firstPaint", "firstCard"] as const).map((what) => median(times.map((time) => time[what])).toFixed(0))]);
      }
      for (const line of textTable(rows)) say(line);
    });
  } finally {
    forum.close();
  }
}

const pageWith = (service: string, thread: string) =>
  `<!doctype html><title>A forum</title><link rel="stylesheet" href="${service}/widget.css"><script src="${service}/widget.js" async></script>
   <p>A question.</p><kindred-similar thread="${thread}"></kindred-similar><kindred-faq thread="${thread}"></kindred-faq>`;

async function visit(browser: Browser, address: string, line: (typeof LINES)[keyof typeof LINES]): Promise<Times> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    if (line !== undefined) {
      const session = await context.newCDPSession(page);
      const bytes = (megabits: number) => (megabits * 1_000_000) / 8;
      await session.send("Network.emulateNetworkConditions", { offline: false, latency: line.latency, downloadThroughput: bytes(line.down), uploadThroughput: bytes(line.up) });
    }
    await page.goto(address);
    // A card may be there before it is painted.
    await page.waitForFunction("window.firstCard && performance.getEntriesByType('paint').length > 0");
    return await page.evaluate<Times>("({ firstCard: window.firstCard, firstPaint: performance.getEntriesByType('paint')[0].startTime })");
  } finally {
    await context.close();
  }
}

await runCommand(main, USAGE);
