import { NEIGHBOURS } from "../../../src/duplicates/background.ts";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import { estimateShare } from "../../../src/duplicates/duplicate-share.ts";
import { atOnce } from "../../../src/duplicates/slices.ts";
import { logitOf } from "../../../src/duplicates/pair-score.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { measureScores, type JudgedScore } from "../../../src/evaluation/binary-measures.ts";
import { fitPairWeights, type FittedWeights, type LabelledPair } from "../../../src/evaluation/duplicates/fit-pair-weights.ts";
import { sourceOfThreads, withPlantedCopies, type LabelledForum } from "../../../src/evaluation/duplicates/labelled-forums.ts";
import { comparedPairs } from "../../../src/evaluation/duplicates/labelled-pairs.ts";
import { cutCounts, recallAt } from "../../../src/evaluation/duplicates/pair-measures.ts";
import { decimal, percent, textTable } from "../../../src/evaluation/text-table.ts";
import { withTemporaryForum } from "../../temporary-forum.ts";
import { readFittedForums, readUnseenForum } from "./public-forums.ts";

interface FittedPair extends LabelledPair {
  readonly cosine: number;
}

interface PairSet {
  readonly name: string;
  readonly pairs: readonly FittedPair[];
}

/** Fits the weights of a pair's score to three public sets; covidfaq is measured with them. Each set is also measured left out. */
export async function fit(folder: string, embedder: Embedder, seed: number, say: (line?: string) => void): Promise<void> {
  const fitted = (await readFittedForums(folder)).map((forum, place) => withPlantedCopies(forum, seed + place));
  const sets: PairSet[] = [];
  for (const forum of [...fitted, await readUnseenForum(folder)]) {
    sets.push({ name: forum.name, pairs: await nearPairs(forum, embedder) });
  }
  const ownSets = sets.slice(0, fitted.length);
  say(`Pairs of every question with its ${NEIGHBOURS} nearest that are no exact copies, each set with weights fitted without it`);
  const leftOut = sets.map((set) => ({ ...set, weights: fitPairWeights(ownSets.filter((own) => own !== set).map(({ pairs }) => pairs)) }));
  const ranked = leftOut.map(({ name, pairs, weights }) => [
    name, String(pairs.length),
    ...measures(pairs.map(({ cosine, duplicate }) => ({ score: cosine, related: duplicate }))),
    ...measures(scored(pairs, weights, 0.5)),
  ]);
  const columns = ["average precision", "recall at precision .9", "at .8"];
  for (const line of textTable([["", "pairs", ...["cosine", "Kindred"].flatMap((name) => columns.map((column) => `${name} ${column}`))], ...ranked])) say(line);
  const calibrated = leftOut.map(({ name, pairs, weights }) => {
    const share = atOnce(estimateShare(pairs.map((pair) => fittedLogit(pair, weights))));
    const judged = scored(pairs, weights, share);
    return [name, percent(pairs.filter(({ duplicate }) => duplicate).length / pairs.length), percent(share), ...CUTS.map((cut) => cutCounts(judged, cut)).map(({ precision, recall }) => `${decimal(precision)} / ${decimal(recall)}`)];
  });
  say();
  for (const line of textTable([["", "duplicates", "estimated", ...CUTS.map((cut) => `precision / recall from ${cut}`)], ...calibrated])) say(line);
  say();
  say(`Fitted to ${ownSets.map(({ name }) => name).join(", ")}: ${JSON.stringify(fitPairWeights(ownSets.map(({ pairs }) => pairs)), rounded)}`);
}

const CUTS = [0.1, DUPLICATE_CUTS.maybe, DUPLICATE_CUTS.line, 0.9, DUPLICATE_CUTS.yes];

const rounded = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(2)) : value);

const fittedLogit = ({ signals }: FittedPair, weights: FittedWeights) => logitOf(signals, { ...weights, codesDiffer: 0 });

const scored = (pairs: readonly FittedPair[], weights: FittedWeights, share: number): JudgedScore[] =>
  pairs.map((pair) => ({ score: 1 / (1 + Math.exp(-fittedLogit(pair, weights) - Math.log(share / (1 - share)))), related: pair.duplicate }));

const measures = (judged: readonly JudgedScore[]) => [measureScores(judged).averagePrecision, recallAt(judged, 0.9), recallAt(judged, 0.8)].map(decimal);

function nearPairs(labelled: LabelledForum, embedder: Embedder): Promise<FittedPair[]> {
  return withTemporaryForum(labelled.name, sourceOfThreads(labelled.threads), embedder, async (forum) =>
    [...comparedPairs(labelled, forum, NEIGHBOURS)].filter(({ comparison }) => !comparison.exact).map(({ comparison: { signals }, cosine, duplicate }) => ({ signals, cosine, duplicate })),
  );
}
