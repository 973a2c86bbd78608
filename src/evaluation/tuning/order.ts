import type { Weights } from "../../recommend/weights.ts";
import { DEPTH, isRelevant, measureList } from "../list-measures.ts";
import { rankEach, type AskedQuestion } from "./asked-questions.ts";
import { heldOutChoice, type HeldOutChoice } from "./held-out-choice.ts";
import { compareValues, takeValue, type ComparedValue } from "./one-standard-error.ts";
import type { Search } from "./remembering-search.ts";
import type { TunedWeight } from "./tuned-weights.ts";

/** Questions, and the forum that is asked. */
export interface TuningSet {
  readonly name: string;
  readonly forum: Search;
  readonly questions: readonly AskedQuestion[];
}

/** What the values of a weight do to the order of lists, in nDCG@10. */
export interface WeightReport {
  readonly tuned: TunedWeight;
  /** By value. */
  readonly compared: readonly ComparedValue[];
  /** Place of the value that the rule takes. */
  readonly taken: number;
  readonly heldOut: HeldOutChoice;
}

/**
 * Tries one weight at a time. Sets count the same, however many questions they have.
 * @param say told what is ranked now: a set may take minutes
 */
export function tuneOrder(weights: readonly TunedWeight[], sets: readonly TuningSet[], say: (message: string) => void): WeightReport[] {
  return tuneWeights(weights, sets, listGains, say);
}

/** The same of any lists. @param gainsOf nDCG@10 of every question of a set, by weights */
export function tuneWeights<TunedSet extends { readonly name: string }>(
  weights: readonly TunedWeight[],
  sets: readonly TunedSet[],
  gainsOf: (set: TunedSet, settings: readonly Weights[]) => Map<Weights, number[]>,
  say: (message: string) => void,
): WeightReport[] {
  // The shipped weights stand among the settings of every weight; they are measured once.
  const settings = uniqueSettings(weights);
  const gains = sets.map((set) => {
    say(`${set.name}: ranking with ${settings.length} settings.`);
    return gainsOf(set, settings);
  });
  return weights.map((tuned) => {
    const measured = gains.map((set) => tuned.settings.map((setting) => set.get(setting.weights)!));
    const values = tuned.hasSimplest ? tuned.settings.map(({ value }) => value) : undefined;
    const compared = compareValues(measured);
    return { tuned, compared, taken: takeValue(compared, values), heldOut: heldOutChoice(measured, values) };
  });
}

const uniqueSettings = (weights: readonly TunedWeight[]): Weights[] => [...new Set(weights.flatMap(({ settings }) => settings.map((setting) => setting.weights)))];

/** nDCG@10 of every question that has an answer. */
function listGains({ forum, questions }: TuningSet, settings: readonly Weights[]): Map<Weights, number[]> {
  const gains = new Map(settings.map((weights) => [weights, [] as number[]]));
  const answerable = questions.filter(({ grades }) => [...grades.values()].some(isRelevant));
  for (const { question, rankings } of rankEach(answerable, forum, settings)) {
    for (const [place, { threads }] of rankings.entries()) {
      const ids = threads.slice(0, DEPTH).map(({ match }) => match.thread.id);
      gains.get(settings[place]!)!.push(measureList(ids, question.grades).gain);
    }
  }
  return gains;
}
