import { mean } from "../bootstrap.ts";
import { foldOf, forEachFold, splitFold } from "./folds.ts";
import { compareValues, takeValue, type Measured } from "./one-standard-error.ts";

/** What a rule is worth: a value is chosen without a fold's questions, and measured with them. */
export interface HeldOutChoice {
  /** Places of the values that were chosen, by fold. */
  readonly chosen: readonly number[];
  /** By set, every question under the value that was chosen without it. */
  readonly means: readonly number[];
}

/** @param values as for `takeValue` */
export function heldOutChoice(measured: Measured, values: readonly number[] | undefined): HeldOutChoice {
  const chosen = forEachFold((fold) => {
    const others = measured.map((set) => set.map((numbers) => splitFold(numbers, fold).others));
    return takeValue(compareValues(others), values);
  });
  const means = measured.map((set) => mean(set[0]!.map((_number, place) => set[chosen[foldOf(place)]!]![place]!)));
  return { chosen, means };
}
