import { join } from "node:path";
import { DUPLICATE_CUTS } from "../../../src/duplicates/cuts.ts";
import { estimateShare } from "../../../src/duplicates/duplicate-share.ts";
import { logitOf, type PairWeights } from "../../../src/duplicates/pair-score.ts";
import type { Embedder } from "../../../src/embedding/embedder.ts";
import { measureScores, type JudgedScore } from "../../../src/evaluation/binary-measures.ts";
import { fitPairWeights, type LabelledPair } from "../../../src/evaluation/duplicates/fit-pair-weights.ts";
import { readAnsweredForum, readPairForum, readTopicForum, sourceOfThreads, withPlantedCopies, type LabelledForum } from "../../../src/evaluation/duplicates/labelled-forums.ts";
import { comparedPairs } from "../../../src/evaluation/duplicates/labelled-pairs.ts";
import { cutCounts, recallAt } from "../../../src/evaluation/duplicates/pair-measures.ts";
import { decimal, percent, textTable } from "../../../src/evaluation/text-table.ts";
import { withTemporaryForum } from "../../temporary-forum.ts";

/** Neighbours of a thread that weights are fitted to. */
const NEIGHBOURS = 24;

interface FittedPair extends LabelledPair {
  readonly cosine: number;
}

interface PairSet {
  readonly name: string;
  readonly pairs: readonly FittedPair[];
}

/** Fits the weights of a pair's score to three public sets; covidfaq is measured with them. Each set is also measured left out. */
export async function fit(folder: string, embedder: Embedder, seed: number, say: (line?: string) => void): Promise<void> {
  const fitted = [
    await readTopicForum("banking77", join(folder, "banking77/train.tsv")),
    await readAnsweredForum("medquad-2048", join(folder, "medquad-2048")),
    await readPairForum("rqe", join(folder, "rqe/train-amia2016.tsv")),
  ].map((forum, place) => withPlantedCopies(forum, seed + place));
  const sets: PairSet[] = [];
  for (const forum of [...fitted, await readAnsweredForum("covidfaq", join(folder, "covidfaq"))]) {
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
    const share = estimateShare(pairs.map(({ signals }) => logitOf({ ...signals, codesDiffer: false }, weights)));
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

/** The rule for numbers and letters aside: it is not fitted. */
const scored = (pairs: readonly FittedPair[], weights: PairWeights, share: number): JudgedScore[] =>
  pairs.map(({ signals, duplicate }) => ({ score: 1 / (1 + Math.exp(-logitOf({ ...signals, codesDiffer: false }, weights) - Math.log(share / (1 - share)))), related: duplicate }));

const measures = (judged: readonly JudgedScore[]) => [measureScores(judged).averagePrecision, recallAt(judged, 0.9), recallAt(judged, 0.8)].map(decimal);

function nearPairs(labelled: LabelledForum, embedder: Embedder): Promise<FittedPair[]> {
  return withTemporaryForum(labelled.name, sourceOfThreads(labelled.threads), embedder, async (forum) =>
    [...comparedPairs(labelled, forum, NEIGHBOURS)].filter(({ comparison }) => !comparison.exact).map(({ comparison: { signals }, cosine, duplicate }) => ({ signals, cosine, duplicate })),
  );
}
