import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { loadConfig } from "../src/config.ts";
import { createProgressLine } from "../src/ingest/progress-line.ts";
import { maskThread } from "../src/privacy/mask-thread.ts";
import { countWarnings } from "./count-warnings.ts";
import { fileOptions } from "./file-options.ts";
import { runCommand } from "./run-command.ts";
import { openSourceFiles } from "./source-files.ts";

const USAGE = `Usage: npm run convert -- [--strict] [--json] FILE... > threads.jsonl

FILE      HTML pages with a QAPage, a dump of Stack Exchange (Posts.xml), Question2Answer or Discourse, or whatever
          else can be ingested; plain or gzipped; - reads standard input
--strict  exit with 1 when something could not be used
--json    the summary as one JSON object on the last line of standard error

Writes threads as JSON Lines, as npm run ingest takes them: look at them first. Needs no model and no index. Personal
data is masked as an ingest masks it (MASK_PERSONAL_DATA=false: it is not). What cannot be used is named on standard
error, with its line and the reason.
`;

async function main(): Promise<void> {
  const options = fileOptions(USAGE);
  if (options === undefined) return;
  const { files, strict, json } = options;
  const { maskPersonalData } = loadConfig(process.env);
  const progress = createProgressLine(process.stderr);
  const { source, file, share } = openSourceFiles(files, progress);
  const started = performance.now();
  const counts = { threads: 0, excerpts: 0, masked: 0, unusable: 0 };
  const warnings = countWarnings(progress);

  /** Why a source broke off: told when all that came before is written. */
  let failure: { readonly error: unknown } | undefined;
  async function* lines(): AsyncGenerator<string> {
    try {
      yield* threadLines();
    } catch (error) {
      // A newer Node throws in here as well what broke the output.
      if (!isReaderGone(error)) failure = { error };
    }
  }
  async function* threadLines(): AsyncGenerator<string> {
    for await (const record of source) {
      if (record.kind === "unusable") {
        counts.unusable += 1;
        progress.say(`${file()}, line ${record.line}: ${record.reason}`);
        continue;
      }
      for (const warning of record.warnings) warnings.note(file(), record.line, warning);
      counts.threads += 1;
      if (record.isExcerpt === true) counts.excerpts += 1;
      const thread = maskPersonalData ? maskThread(record.thread) : record.thread;
      if (thread !== record.thread) counts.masked += 1;
      yield `${JSON.stringify(thread)}\n`;
      progress.note(file(), `${counts.threads} threads`, share());
    }
  }

  try {
    await pipeline(Readable.from(lines(), { highWaterMark: 64 }), process.stdout);
  } catch (error) {
    if (!isReaderGone(error)) throw error;
  }
  const seconds = Math.round((performance.now() - started) / 10) / 100;
  const peakMemory = process.resourceUsage().maxRSS * 1_024;
  warnings.sayHowOften();
  if (counts.excerpts > 0) progress.say(`${counts.excerpts} of the threads are cut short where they were shown.`);
  if (counts.masked > 0) progress.say(`${counts.masked} of the threads hold personal data, which is masked.`);
  progress.say(
    json
      ? JSON.stringify({ ...counts, seconds, peakMemory })
      : `${counts.threads} threads, ${counts.unusable} unusable, in ${seconds} s with ${Math.round(peakMemory / 1_000_000)} MB of memory at most.`,
  );
  if (failure !== undefined) throw failure.error;
  if (strict && counts.unusable > 0) process.exitCode = 1;
}

/** Whoever reads has seen enough, such as `head`. */
const isReaderGone = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EPIPE";

await runCommand(main, USAGE);
