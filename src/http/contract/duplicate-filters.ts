import * as z from "zod";
import { DUPLICATE_CUTS } from "../../duplicates/cuts.ts";
import { GUARDED_CELLS, noPageOfFile, paging, pagingOfJson } from "./paging.ts";
import { DayOrMoment, Fraction } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";

const { floor, line } = DUPLICATE_CUTS;

/** Refused below the floor and not raised to it: an answer at another score than was asked for would be taken for all there is. */
const minScore = Fraction.pipe(z.number().min(floor, `must be at least ${floor}: pairs that score less are not kept`))
  .default(line)
  .meta({
    type: "number",
    minimum: floor,
    maximum: 1,
    default: line,
    description:
      "From which score on two threads are taken for duplicates: higher finds fewer and surer ones, lower finds more and more doubtful ones. " +
      "Nothing is compared anew, so it may be moved freely.",
  });

const filters = {
  minScore,
  department: text(LONGEST_LABEL).optional().meta({ description: "Only where at least one of the threads is of this department." }),
  from: DayOrMoment.optional().meta({ description: "Only where at least one of the threads was asked on this day (2026-11-24), at this moment (2026-11-24T09:30:00Z), or later." }),
  to: DayOrMoment.optional().meta({ description: "Only where at least one of the threads was asked on this day, at this moment, or earlier. A day counts to its end." }),
  text: text(LONGEST_LABEL).optional().meta({ description: "Only where at least one of the threads says all of these words." }),
  state: z
    .enum(["open", "judged", "all"], "must be open, judged or all")
    .default("all")
    .meta({ description: "open: where something is left to judge; judged: where nothing is; all: both.", default: "all" }),
};

interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Refines a query that has `filters`. */
const periodInOrder = [
  ({ from, to }: Period) => from === undefined || to === undefined || Date.parse(from) <= endOf(to),
  { path: ["from"] as string[], message: "is after to" },
] as const;

const MILLISECONDS_A_DAY = 86_400_000;

/** A day alone ends when the next one begins. */
const endOf = (to: string) => Date.parse(to) + (to.includes("T") ? 0 : MILLISECONDS_A_DAY - 1);

const NEAR_THE_LINE = "line: the nearest to `minScore` first, on both sides of it, because judging those tells most about where it should be";

export const PairsQuery = onlyKnown({
  ...pagingOfJson,
  ...filters,
  order: z
    .enum(["score", "line"], "must be score or line")
    .default("score")
    .meta({ description: `score: the surest first; ${NEAR_THE_LINE}.`, default: "score" }),
  format: z.enum(["json", "csv"], "must be json or csv").default("json").meta({ description: `json: a page. csv: all that match. ${GUARDED_CELLS}`, default: "json" }),
})
  .refine(...noPageOfFile)
  .refine(...periodInOrder);

export const ClustersQuery = onlyKnown({
  ...paging,
  ...filters,
  order: z
    .enum(["size", "certainty", "line"], "must be size, certainty or line")
    .default("size")
    .meta({ description: `size: the one with most threads first; certainty: the one with the surest weakest link first; ${NEAR_THE_LINE}, by the weakest link.`, default: "size" }),
}).refine(...periodInOrder);

export const ClusterQuery = onlyKnown({ minScore });
