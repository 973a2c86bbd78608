import { assemble } from "../../src/compose.ts";
import { backgroundOf } from "../../src/duplicates/background.ts";
import { decidedPairs } from "../../src/duplicates/decided-pairs.ts";
import { sharpeningBy } from "../../src/duplicates/fit-sharpening.ts";
import { sharpeningKey } from "../../src/duplicates/sharpening.ts";
import { atOnce } from "../../src/duplicates/slices.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { heldOutSharpening, type ScoreErrors } from "../../src/evaluation/duplicates/held-out-sharpening.ts";
import { round } from "../../src/recommend/round.ts";
import { openDatabase } from "../../src/store/database.ts";
import { ALL } from "../../src/store/duplicate-decisions.ts";
import { createSettingsStore } from "../../src/store/settings.ts";

export interface ByDecisionsOptions {
  /** Whether what comes out is kept for the service. */
  readonly save: boolean;
  readonly log: (message: string) => void;
}

/**
 * Fits what sharpens the scores of duplicates to the decisions that stand in an index, and prints it.
 * @throws KindredError as `sharpeningBy` does; nothing is kept then
 */
export async function calibrateByDecisions(directory: string, embedder: Embedder, { save, log }: ByDecisionsOptions): Promise<void> {
  const { database, decisions, follower, index, reader, settings } = assemble(directory, embedder, log);
  try {
    await follower.start();
    // Unsharpened, whatever is kept: each fit begins anew.
    const background = atOnce(backgroundOf(index.threads(), index, embedder.fingerprint));
    const decided = decidedPairs(decisions.decisions({ current: true, ...ALL }).items, { index, reader, background });
    const sharpening = sharpeningBy(decided);
    const duplicates = decided.filter(({ duplicate }) => duplicate).length;
    const { before, after } = heldOutSharpening(decided);
    const told = { decisions: { duplicates, others: decided.length - duplicates }, slope: round(sharpening.slope), shift: round(sharpening.shift), heldOut: { before: rounded(before), after: rounded(after) } };
    process.stdout.write(`${JSON.stringify({ model: embedder.fingerprint, ...told }, null, 2)}\n`);
    if (after.logLoss >= before.logLoss) log("Decisions that the fit did not see are not told better by it: it is not worth keeping yet.");
    if (save) {
      settings.keepCalibration(sharpeningKey(embedder.fingerprint), JSON.stringify(sharpening));
      log(`Kept for ${embedder.fingerprint} in ${directory}: the service scores duplicates by it from its next start. Take it back with --decisions --forget.`);
    }
  } finally {
    await follower.stop();
    database.close();
  }
}

/** Takes back what was kept. */
export function forgetDecisions(directory: string, fingerprint: string, log: (message: string) => void): void {
  const database = openDatabase(directory);
  try {
    const kept = createSettingsStore(database).forgetCalibration(sharpeningKey(fingerprint));
    log(kept ? "Taken back: from its next start the service scores duplicates as Kindred brings along." : `Nothing was kept for ${fingerprint}.`);
  } finally {
    database.close();
  }
}

const rounded = ({ logLoss, calibrationError }: ScoreErrors): ScoreErrors => ({ logLoss: round(logLoss), calibrationError: round(calibrationError) });
