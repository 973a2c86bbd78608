import { parseArgs } from "node:util";
import { loadConfig } from "../../src/config.ts";
import { resolveModel } from "../../src/embedding/resolve-model.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { runCommand } from "../run-command.ts";
import { machineLine } from "./machine.ts";
import { measureAnsweredQuestions } from "./duplicates/answered-questions.ts";
import { fit } from "./duplicates/fit.ts";
import { measurePlantedCopies } from "./duplicates/planted-copies.ts";
import { measureSharpening } from "./duplicates/sharpen.ts";

const USAGE = `Usage: npm run bench:duplicates -- [--fit EVAL] [--answered DIR] [--planted] [--sharpen EVAL] [--seed N]

--fit EVAL      fits the weights of a pair's score to banking77, medquad-2048 and rqe in this folder, with planted copies; each set, and
                covidfaq, is measured with weights that were fitted without it, beside the plain cosine
--answered DIR  queries.jsonl and qrels.tsv: precision and recall over all pairs of the queries, beside the plain cosine
--planted       finds all pairs of the index in INDEX_DIR, plants 500 near-copies in it (use a copy of it: it is written to), and measures
--sharpen EVAL  what decisions of editors make of the scores of covidfaq, banking77, medquad-2048 and rqe in this folder: some pairs are decided
                by their labels, and what was not decided is measured
`;

const say = (line = "") => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { fit: { type: "string" }, answered: { type: "string" }, planted: { type: "boolean" }, sharpen: { type: "string" }, seed: { type: "string", default: "20261124" }, help: { type: "boolean", short: "h" } },
  });
  if (values.fit === undefined && values.answered === undefined && values.planted !== true && values.sharpen === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const config = loadConfig(process.env);
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = await createTransformersEmbedder(model, { threads: config.model.threads, log });
  say(machineLine());
  try {
    if (values.fit !== undefined) await fit(values.fit, embedder, Number(values.seed), say);
    if (values.answered !== undefined) await measureAnsweredQuestions(values.answered, embedder, say);
    if (values.planted === true) await measurePlantedCopies(config.indexDirectory, embedder, Number(values.seed) + 100, say);
    if (values.sharpen !== undefined) await measureSharpening(values.sharpen, embedder, Number(values.seed), say);
  } finally {
    await embedder.dispose();
  }
}

await runCommand(main, USAGE);
