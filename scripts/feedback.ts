import { parseArgs } from "node:util";
import * as z from "zod";
import { openKindred } from "../src/compose.ts";
import { loadConfig, type Config } from "../src/config.ts";
import type { Coverage } from "../src/feedback/coverage.ts";
import { feedbackReport, type FeedbackReport } from "../src/feedback/report.ts";
import { coverageText, feedbackText } from "../src/feedback/report-text.ts";
import { KindredError } from "../src/forum/errors.ts";
import { createProgressLine } from "../src/ingest/progress-line.ts";
import { openDatabase } from "../src/store/database.ts";
import { createFeedbackStore } from "../src/store/feedback.ts";
import { runCommand } from "./run-command.ts";
import { wholeNumber } from "./whole-number.ts";

const DAYS = 30;
const SAMPLE = 2_000;
const DAY_MS = 86_400_000;

const USAGE = `Usage: npm run feedback -- [--days N | --since DAY] [--sample N | --all] [--json]

What readers did with the lists that they were shown (index in INDEX_DIR, default: index): click-through by position, what was
found helpful and what not, and how often a list was empty. Then coverage: how many threads have fewer than four neighbours
above the cut. The service may run meanwhile.

--days N      feedback of the last N days, today among them (default: ${DAYS})
--since DAY   feedback from a day on, as 2026-11-01, in UTC
--sample N    coverage of N threads (default: ${SAMPLE}), drawn by their ids, the same every time; 0 leaves coverage out
--all         coverage of all threads
--json        everything as one JSON object on the last line of standard output
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      days: { type: "string" }, since: { type: "string" }, sample: { type: "string" }, all: { type: "boolean" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" },
    },
  });
  const contradictory = (values.days !== undefined && values.since !== undefined) || (values.sample !== undefined && values.all === true);
  if (values.help === true || contradictory) {
    (values.help === true ? process.stdout : process.stderr).write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const since = values.since === undefined ? daysAgo(wholeNumber("--days", values.days ?? String(DAYS), [1, 9999])) : dayOf(values.since);
  const sample = values.all === true ? undefined : wholeNumber("--sample", values.sample ?? String(SAMPLE), [0, 9_999_999]);
  const config = loadConfig(process.env);
  const report = reportOf(config, since);
  if (values.json !== true) process.stdout.write(feedbackText(report));
  const coverage = sample === 0 ? undefined : await coverageOf(config, sample);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ ...report, coverage })}\n`);
  else if (coverage !== undefined) process.stdout.write(`\n${coverageText(coverage)}`);
}

function reportOf({ indexDirectory }: Config, since: string): FeedbackReport {
  const database = openDatabase(indexDirectory);
  try {
    return feedbackReport(since, createFeedbackStore(database));
  } finally {
    database.close();
  }
}

async function coverageOf(config: Config, sample: number | undefined): Promise<Coverage> {
  const { say } = createProgressLine(process.stderr);
  const kindred = await openKindred(config, say);
  try {
    await kindred.follower.start();
    return await kindred.coverage({ sample, onProgress: (done, total) => say(`Coverage: ${done} of ${total} threads are looked at.`) });
  } finally {
    await kindred.close();
  }
}

/** The first of the last `days` days in UTC, today among them. */
const daysAgo = (days: number) => new Date(Date.now() - (days - 1) * DAY_MS).toISOString().slice(0, 10);

function dayOf(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new KindredError("invalid_request", `--since takes a day, not "${text}".`, "Give one like 2026-11-01.");
}

await runCommand(main, USAGE);
