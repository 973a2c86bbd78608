import type { Cut } from "../../recommend/calibration.ts";
import { exactMatcher } from "../../recommend/exact.ts";
import { round } from "../../recommend/round.ts";
import { WEIGHTS } from "../../recommend/weights.ts";
import { mean } from "../bootstrap.ts";
import { DEPTH, isRelevant } from "../list-measures.ts";
import { rankEach, type AskedQuestion } from "./asked-questions.ts";
import { forEachFold, splitFold } from "./folds.ts";
import type { Search } from "./remembering-search.ts";

/** Scores that a list may have to open with. */
const BESTS = [0.8, 0.84, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98];
/** Hundredths in which a cut is chosen, and what is added to the lowest that would do: other questions are other questions. */
const STEPS = 100;
const MARGIN_STEPS = 1;

/** A place of a list, as the recommender would show it. */
interface ScoredPlace {
  readonly score: number;
  readonly isRelevant: boolean;
  /** It says all that is asked, and is shown whatever the cut. */
  readonly isExact: boolean;
}

export interface ScoredList {
  /** The first ten, best first. */
  readonly places: readonly ScoredPlace[];
  /** Whether any thread says all that is asked, however far behind: it opens the list. */
  readonly holdsExact: boolean;
}

/** @param scoreOf the calibrated score of a raw one */
export function scoreLists(questions: readonly AskedQuestion[], forum: Search, scoreOf: (raw: number) => number): ScoredList[] {
  return [...rankEach(questions, forum, [WEIGHTS])].map(({ question: { asked, grades }, rankings }) => {
    const { threads } = rankings[0]!;
    const isExact = exactMatcher(asked, () => forum.words.rareAmong(asked.words));
    const places = threads.slice(0, DEPTH).map((ranked) => ({
      score: round(scoreOf(ranked.raw)),
      isRelevant: isRelevant(grades.get(ranked.match.thread.id)),
      isExact: isExact(ranked),
    }));
    return { places, holdsExact: threads.some(isExact) };
  });
}

/** Whether a list shows anything. */
const opens = ({ places, holdsExact }: ScoredList, { best }: Cut): boolean => holdsExact || places.some(({ score }) => score >= best);

/** Which of a list's first places a cut shows. */
export function shownPlaces(list: ScoredList, cut: Cut): ScoredPlace[] {
  return opens(list, cut) ? list.places.filter(({ score, isExact }) => isExact || score >= cut.others) : [];
}

export function emptyShare(lists: readonly ScoredList[], cut: Cut): number {
  return lists.filter((list) => !opens(list, cut)).length / lists.length;
}

/** Share of the relevant threads within ten that a cut hides. */
export function hiddenShare(lists: readonly ScoredList[], cut: Cut): number {
  const relevant = (places: readonly ScoredPlace[]) => places.filter((place) => place.isRelevant).length;
  return 1 - relevant(lists.flatMap((list) => shownPlaces(list, cut))) / relevant(lists.flatMap(({ places }) => places));
}

/** Lists of questions that have no answer in their forum, and of some that have, by what a report calls them. */
export interface CutEvidence {
  readonly unanswerable: readonly ScoredList[];
  readonly answerable: readonly { readonly name: string; readonly lists: readonly ScoredList[] }[];
}

/** What a score that lists must open with does. */
export interface CutReport {
  readonly best: number;
  /** Share of the unanswerable that get nothing. */
  readonly emptyShare: number;
  /** By set of answerable questions. */
  readonly hiddenShares: readonly number[];
}

export function cutReports(evidence: CutEvidence, { best, others }: Cut): CutReport[] {
  return [...new Set([...BESTS, best])].sort((left, right) => left - right).map((one) => measureCut(evidence, { best: one, others }));
}

/** Each fold with a cut that was chosen without it. */
export function heldOutCuts({ unanswerable, answerable }: CutEvidence, others: number, wantedEmpty: number): CutReport[] {
  return forEachFold((fold) => {
    const best = lowestBest(splitFold(unanswerable, fold).others, others, wantedEmpty);
    const held = {
      unanswerable: splitFold(unanswerable, fold).held,
      answerable: answerable.map(({ name, lists }) => ({ name, lists: splitFold(lists, fold).held })),
    };
    return measureCut(held, { best, others });
  });
}

/** The folds as one, each with the same weight. */
export function meanOfCuts(reports: readonly CutReport[]): CutReport {
  return {
    best: mean(reports.map(({ best }) => best)),
    emptyShare: mean(reports.map((report) => report.emptyShare)),
    hiddenShares: reports[0]!.hiddenShares.map((_share, set) => mean(reports.map((report) => report.hiddenShares[set]!))),
  };
}

function measureCut({ unanswerable, answerable }: CutEvidence, cut: Cut): CutReport {
  return { best: cut.best, emptyShare: emptyShare(unanswerable, cut), hiddenShares: answerable.map(({ lists }) => hiddenShare(lists, cut)) };
}

/** The lowest that leaves so many empty, and a margin; 1 where none does. Below `others` a lower one changes nothing. */
export function lowestBest(unanswerable: readonly ScoredList[], others: number, wantedEmpty: number): number {
  let step = Math.ceil(others * STEPS);
  while (step < STEPS && emptyShare(unanswerable, { best: step / STEPS, others }) < wantedEmpty) step += 1;
  return Math.min(STEPS, step + MARGIN_STEPS) / STEPS;
}

/** What a forum's own threads are shown of each other. */
export interface ThreadListsReport {
  /** By tenth of the score: places in lists of ten, and the share of them that shares a topic; null for no place. */
  readonly tenths: readonly { readonly places: number; readonly relevantShare: number | null }[];
  /** Share of lists of `SHOWN` places that a cut leaves empty, and that it leaves full. */
  readonly emptyShare: number;
  readonly fullShare: number;
}

/** Places of the list beside a thread. */
export const SHOWN = 4;
const TENTHS = 10;

export function reportThreadLists(lists: readonly ScoredList[], cut: Cut): ThreadListsReport {
  const tenthOf = ({ score }: ScoredPlace) => Math.min(TENTHS - 1, Math.floor(score * TENTHS));
  const shown = lists.map((list) => shownPlaces({ ...list, places: list.places.slice(0, SHOWN) }, cut).length);
  return {
    tenths: Array.from({ length: TENTHS }, (_, tenth) => {
      const places = lists.flatMap((list) => list.places).filter((place) => tenthOf(place) === tenth);
      return { places: places.length, relevantShare: places.length === 0 ? null : places.filter((place) => place.isRelevant).length / places.length };
    }),
    emptyShare: shown.filter((count) => count === 0).length / lists.length,
    fullShare: shown.filter((count) => count === SHOWN).length / lists.length,
  };
}
