import { join } from "node:path";
import { openKindred } from "../src/compose.ts";
import { loadConfig } from "../src/config.ts";
import type { IngestCounts } from "../src/ingest/ingest.ts";
import { createProgressLine } from "../src/ingest/progress-line.ts";
import { createQuarantine } from "../src/ingest/quarantine.ts";
import { countWarnings } from "./count-warnings.ts";
import { fileOptions } from "./file-options.ts";
import { runCommand } from "./run-command.ts";
import { openSourceFiles } from "./source-files.ts";

const USAGE = `Usage: npm run ingest -- [--strict] [--json] FILE...

FILE      threads as JSON Lines, HTML pages with a QAPage, a dump of Stack Exchange (Posts.xml), Question2Answer
          (mysqldump --xml) or Discourse, or the text of a reference page; plain or gzipped; - reads standard input
--strict  exit with 1 when a line could not be used
--json    the summary as one JSON object on the last line of standard output

The index is written into INDEX_DIR (default: index). Lines that cannot be used go to a file there, with the
reason; all others go in. Unchanged threads are not embedded again, so an ingest that was ended goes on where it was.
`;

async function main(): Promise<void> {
  const options = fileOptions(USAGE);
  if (options === undefined) return;
  const { files, strict, json } = options;
  const config = loadConfig(process.env);
  const progress = createProgressLine(process.stderr);
  const kindred = await openKindred(config, progress.say);
  const stamp = new Date().toISOString().replaceAll(":", "-");
  const quarantine = createQuarantine(join(config.indexDirectory, "quarantine", `${stamp}.jsonl`));
  const started = performance.now();
  let threads: IngestCounts = { added: 0, updated: 0, unchanged: 0, quarantined: 0 };
  let passages = 0;
  const warnings = countWarnings(progress);
  try {
    await kindred.maskStored();
    passages += await kindred.ingest.fillMissingVectors((done, total) =>
      progress.say(`This model has no vectors yet for some threads: ${done} of ${total} done.`),
    );
    await kindred.follower.start();
    const { source, file, share } = openSourceFiles(files, progress);
    const sayLeft = (left: number) => progress.say(`The sample forum made room: ${left} threads removed.`);
    const done = await kindred.ingest.putAll(kindred.sample.makeRoomFor(source, sayLeft), {
      onProgress: ({ threads, embedded }) => progress.show(file(), { threads, embedded: passages + embedded }, share()),
      onUnusable: (record) => quarantine.keep(file(), record),
      onWarning: (line, warning) => warnings.note(file(), line, warning),
    });
    threads = done.threads;
    passages += done.embedded;
    progress.say("Finishing the graph.");
    await kindred.follower.settled();
  } finally {
    await kindred.close();
  }

  const seconds = Math.round((performance.now() - started) / 10) / 100;
  const passagesPerSecond = Math.round((passages / seconds) * 10) / 10;
  warnings.sayHowOften();
  if (quarantine.file !== undefined) {
    progress.say(`${threads.quarantined} lines could not be used; they are in ${quarantine.file}, with the reasons.`);
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ threads, passages, seconds, passagesPerSecond })}\n`
      : `${threads.added} added, ${threads.updated} updated, ${threads.unchanged} unchanged, ${threads.quarantined} quarantined; ` +
          `${passages} passages embedded in ${seconds} s (${passagesPerSecond} a second).\n`,
  );
  if (strict && threads.quarantined > 0) process.exitCode = 1;
}

await runCommand(main, USAGE);
