import { parseArgs } from "node:util";
import { join } from "node:path";
import { openKindred } from "../src/compose.ts";
import { loadConfig } from "../src/config.ts";
import type { CuratedTopic } from "../src/forum/curated-topic.ts";
import { createQuarantine } from "../src/ingest/quarantine.ts";
import { createProgressLine } from "../src/ingest/progress-line.ts";
import { openTopicsFile } from "../src/sources/topics-file.ts";
import { reviewText, summaryText } from "../src/topics/summary-text.ts";
import { runCommand } from "./run-command.ts";
import { wholeNumber } from "./whole-number.ts";

const USAGE = `Usage: npm run topics -- [--json] [--review N] [TOPICS.jsonl...]

Mines topics from the threads in the index (INDEX_DIR, default: index), for each department; only their names are
embedded. Run it again when the forum has grown: topics keep their ids and names, and what changed is printed. Threads
that come meanwhile join the topics there are without it.

TOPICS.jsonl  topics as you want them, one {"name", "department", "aliases", "url", "hidden"} a line; they come first and
              are never renamed. Lines that cannot be used go to a file in the index, with the reason.
--review N    shows the N largest topics and N others, each with the five threads in the middle of it, to judge names by
--json        everything as one JSON object on the last line of standard output
`;

async function main(): Promise<void> {
  const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, review: { type: "string" }, help: { type: "boolean", short: "h" } } });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const reviewed = values.review === undefined ? undefined : wholeNumber("--review", values.review, [1, 9999]);
  const config = loadConfig(process.env);
  const { say } = createProgressLine(process.stderr);
  const kindred = await openKindred(config, say);
  const stamp = new Date().toISOString().replaceAll(":", "-");
  const quarantine = createQuarantine(join(config.indexDirectory, "quarantine", `${stamp}.jsonl`));
  try {
    await kindred.maskStored();
    await kindred.ingest.fillMissingVectors((done, total) => say(`This model has no vectors yet for some threads: ${done} of ${total} done.`));
    await kindred.follower.start();
    const curated: CuratedTopic[] = [];
    for (const file of files) {
      for await (const line of openTopicsFile(file)) {
        if (line.kind === "unusable") quarantine.keep(file, line);
        else {
          for (const warning of line.warnings) say(`${file}, line ${line.line}: ${warning}`);
          curated.push(line.topic);
        }
      }
    }
    const given = await kindred.curation.put(curated);
    const started = performance.now();
    const mined = await kindred.mining.run({ onDepartment: (department, topics) => say(`${department ?? "Without a department"}: ${topics} topics`) });
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    if (quarantine.file !== undefined) say(`Lines that could not be used are in ${quarantine.file}, with the reasons.`);
    await kindred.follower.settled();
    const review = reviewed === undefined ? undefined : kindred.review(reviewed);
    const fromFiles = files.length === 0 ? "" : `From files: ${given.added} topics added, ${given.updated} updated, ${given.unchanged} unchanged.\n`;
    process.stdout.write(
      values.json === true ? `${JSON.stringify({ given, ...mined, seconds, review })}\n` : `${review === undefined ? "" : reviewText(review)}${fromFiles}${summaryText(mined)}${seconds} s.\n`,
    );
  } finally {
    await kindred.close();
  }
}

await runCommand(main, USAGE);
