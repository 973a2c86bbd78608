import { NEIGHBOURS } from "../../../src/duplicates/background.ts";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import type { DecidedPair } from "../../../src/duplicates/decided-pairs.ts";
import { fitSharpening, sharpeningBy } from "../../../src/duplicates/fit-sharpening.ts";
import { floorOf, scoreOf } from "../../../src/duplicates/pair-score.ts";
import { UNSHARPENED, type Sharpening } from "../../../src/duplicates/sharpening.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { mean } from "../../../src/evaluation/bootstrap.ts";
import { errorsOf, sharpenedScores } from "../../../src/evaluation/duplicates/held-out-sharpening.ts";
import { sourceOfThreads, type LabelledForum } from "../../../src/evaluation/duplicates/labelled-forums.ts";
import { comparedPairs } from "../../../src/evaluation/duplicates/labelled-pairs.ts";
import { cutCounts } from "../../../src/evaluation/duplicates/pair-measures.ts";
import { drawnPairs, nearestLine } from "../../../src/evaluation/duplicates/simulated-editor.ts";
import { decimal, percent, textTable } from "../../../src/evaluation/text-table.ts";
import { KindredError } from "../../../src/forum/errors.ts";
import { withTemporaryForum } from "../../temporary-forum.ts";
import { readFittedForums, readUnseenForum } from "./public-forums.ts";

const DECISIONS = [20, 50, 100, 200];
const DRAWS = 10;
/** Of fewer threads all pairs are looked at. */
const MOST_THREADS_OF_ALL_PAIRS = 2_000;
const CUTS = [DUPLICATE_CUTS.line, DUPLICATE_CUTS.maybe];

/** What a set of decisions led to; null where they were refused, and nothing changed. */
interface Trial {
  readonly sharpening: Sharpening | null;
  readonly measures: readonly number[];
}

/**
 * What decisions are worth, by how many and which pairs are decided: precision and recall over all other pairs, and how far off
 * the scores are of those other pairs that an editor can come across. Copies, whose score is a rule, are left out.
 */
export async function measureSharpening(folder: string, embedder: Embedder, seed: number, say: (line?: string) => void): Promise<void> {
  for (const forum of [await readUnseenForum(folder), ...(await readFittedForums(folder))]) {
    const pairs = await pairsOf(forum, embedder);
    const seen = pairs.filter(({ logit }) => scoreOf(logit) >= DUPLICATE_CUTS.floor);
    say(`${forum.name}: ${pairs.length} pairs, ${seen.length} of them from ${DUPLICATE_CUTS.floor} on, ${percentOfDuplicates(seen)} of these duplicates`);
    // medquad-2048 has none but those that are planted in it.
    if (!seen.some(({ duplicate }) => duplicate)) continue;
    const rows = [
      row("none", [measure(pairs, seen, [], UNSHARPENED)]),
      ...DECISIONS.flatMap((count) => [
        row(`${count} nearest the line`, [trial(pairs, seen, nearestLine(seen, DUPLICATE_CUTS.line, count))]),
        row(`${count} drawn, mean of ${DRAWS}`, Array.from({ length: DRAWS }, (_, draw) => trial(pairs, seen, drawnPairs(seen, count, seed + draw)))),
      ]),
      row("all, measured on themselves", [measure(pairs, seen, [], fitSharpening(seen))]),
    ];
    const cuts = CUTS.flatMap((cut) => [`precision from ${cut}`, "recall"]);
    for (const line of textTable([["decided", "slope", "shift", ...cuts, "log loss", "calibration error", "refused"], ...rows])) say(line);
    say();
  }
}

const percentOfDuplicates = (pairs: readonly DecidedPair[]) => percent(pairs.filter(({ duplicate }) => duplicate).length / pairs.length);

function trial(pairs: readonly DecidedPair[], seen: readonly DecidedPair[], decided: readonly DecidedPair[]): Trial {
  try {
    return measure(pairs, seen, decided, sharpeningBy(decided));
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    return { ...measure(pairs, seen, decided, UNSHARPENED), sharpening: null };
  }
}

function measure(pairs: readonly DecidedPair[], seen: readonly DecidedPair[], decided: readonly DecidedPair[], sharpening: Sharpening): Trial {
  const known = new Set(decided);
  const judged = sharpenedScores(pairs.filter((pair) => !known.has(pair)), sharpening);
  const errors = errorsOf(sharpenedScores(seen.filter((pair) => !known.has(pair)), sharpening));
  const atCuts = CUTS.map((cut) => cutCounts(judged, cut)).flatMap(({ precision, recall }) => [precision, recall]);
  return { sharpening, measures: [...atCuts, errors.logLoss, errors.calibrationError] };
}

/** Means of trials; of slope and shift where they were not refused. */
function row(name: string, trials: readonly Trial[]): string[] {
  const fitted = trials.flatMap(({ sharpening }) => sharpening ?? []);
  const means = (values: readonly number[]) => (values.length === 0 ? "–" : decimal(mean(values)));
  return [
    name,
    means(fitted.map(({ slope }) => slope)),
    means(fitted.map(({ shift }) => shift)),
    ...trials[0]!.measures.map((_, place) => means(trials.map(({ measures }) => measures[place]!))),
    `${trials.length - fitted.length} of ${trials.length}`,
  ];
}

function pairsOf(labelled: LabelledForum, embedder: Embedder): Promise<DecidedPair[]> {
  const nearest = labelled.threads.length < MOST_THREADS_OF_ALL_PAIRS ? Infinity : NEIGHBOURS;
  return withTemporaryForum(labelled.name, sourceOfThreads(labelled.threads), embedder, async (forum) => {
    const pairs: DecidedPair[] = [];
    for (const { comparison, logit, duplicate } of comparedPairs(labelled, forum, nearest)) {
      if (floorOf(comparison.signals, comparison.exact) === undefined) pairs.push({ logit, duplicate });
    }
    return pairs;
  });
}
