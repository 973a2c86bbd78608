import type { Cut } from "../../recommend/calibration.ts";
import { WEIGHTS } from "../../recommend/weights.ts";
import { mean } from "../bootstrap.ts";
import { decimal, percent, textTable } from "../text-table.ts";
import { meanOfCuts, SHOWN, type CutReport, type ThreadListsReport } from "./cuts.ts";
import type { WeightReport } from "./order.ts";
import { EMPTY_SHARE, isShipped, MOST_ERROR, takeSetting, type QuestionSetting } from "./question-weights.ts";

/** Differences between the values of a weight are small. */
const fine = (value: number) => value.toFixed(4);

const marked = (marks: Readonly<Record<string, boolean>>) => Object.keys(marks).filter((mark) => marks[mark]).join(", ");

/**
 * How an order was tuned.
 * @param sets their names
 */
export function orderText(title: string, sets: readonly string[], reports: readonly WeightReport[]): string {
  const rule = [
    `${title}: nDCG@10, one weight at a time, all others as shipped`,
    "± is one standard error over the questions. Behind is the best mean minus this one, its error that of the difference,",
    "question by question. Of the values behind by at most one error the smallest is taken, or the best where smaller is not",
    "simpler. Held out, a value is taken for each of five folds without its questions, and measured with them.",
  ];
  return [rule, ...reports.map((report) => weightLines(sets, report))].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function weightLines(sets: readonly string[], { tuned, compared, taken, heldOut }: WeightReport): string[] {
  const { settings } = tuned;
  const shipped = settings.findIndex(({ weights }) => weights === WEIGHTS);
  // The mean of one set is its own.
  const withMean = (means: readonly number[]) => (means.length === 1 ? means : [...means, mean(means)]).map(fine);
  const rows = compared.map(({ means, standardError, behind, behindError, isWithin }, place) => [
    String(settings[place]!.value),
    ...withMean(means),
    ...[standardError, behind, behindError].map(fine),
    marked({ within: isWithin, taken: place === taken, shipped: place === shipped }),
  ]);
  const folds = heldOut.chosen.map((place) => settings[place]!.value).join(" ");
  const within = settings.filter((_setting, place) => compared[place]!.isWithin).map(({ value }) => value);
  return [
    ...textTable([
      [tuned.name, ...sets, ...(sets.length === 1 ? [] : ["mean"]), "±", "behind", "±", ""],
      ...rows,
      ["held out", ...withMean(heldOut.means), "", "", "", folds],
    ]),
    ...(tuned.hasSimplest ? [] : [`Within one error of the best: ${within.join(", ")}; the shipped one is ${compared[shipped]!.isWithin ? "" : "not "}among them.`]),
  ];
}

/** @param names of the unanswerable questions, of the answerable ones, and of the pairs */
export function questionText(settings: readonly QuestionSetting[], names: { readonly unanswerable: string; readonly answerable: string; readonly pairs: string }): string {
  const taken = takeSetting(settings);
  const clearest = settings.reduce((one, other) => (clearness(other) > clearness(one) ? other : one));
  const rows = settings.map((setting) => [
    String(setting.weights.coverage),
    String(setting.weights.length),
    decimal(setting.leastBest),
    percent(setting.hiddenShare),
    decimal(setting.pairs.averagePrecision),
    decimal(setting.pairs.areaUnderRoc),
    decimal(setting.heldOutError),
    marked({ "highest AP + AUC": setting === clearest, taken: setting === taken, shipped: isShipped(setting) }),
  ]);
  return [
    "How sure: question.coverage and question.length, all others as shipped",
    `Least best is the raw score that a list must open with for ${percent(EMPTY_SHARE)} of ${names.unanswerable}`,
    `to get nothing; hidden, the share of the relevant threads within ten that ${names.answerable} then lose.`,
    `AP, AUC and the held-out calibration error are of ${names.pairs}.`,
    `The highest AP + AUC does not decide: a held-out error of at most ${MOST_ERROR} comes first, then the fewest hidden,`,
    "and of those within one standard error of the fewest the least held-out error.",
    ...textTable([["coverage", "length", "least best", "hidden", "AP", "AUC", "held-out error", ""], ...rows]),
    ...textTable([["", "coverage", "length", "hidden", "held-out error"], ...settingRow("taken", taken), ...settingRow("shipped", settings.find(isShipped))]),
    "",
  ].join("\n");
}

const clearness = ({ pairs }: QuestionSetting) => pairs.averagePrecision + pairs.areaUnderRoc;

function settingRow(name: string, setting: QuestionSetting | undefined): string[][] {
  if (setting === undefined) return [[name, "none"]];
  const { weights, hiddenShare, heldOutError } = setting;
  return [[name, String(weights.coverage), String(weights.length), percent(hiddenShare), decimal(heldOutError)]];
}

/**
 * @param names of the unanswerable questions, and of each set of answerable ones
 * @param heldOut by fold
 */
export function cutText(
  reports: readonly CutReport[],
  heldOut: readonly CutReport[],
  shipped: Cut,
  names: { readonly unanswerable: string; readonly answerable: readonly string[] },
): string {
  const columns = ["nothing shown", ...names.answerable.map((name) => `hidden of ${name}`)];
  const row = (name: string, report: CutReport) => [name, decimal(report.best), percent(report.emptyShare), ...report.hiddenShares.map(percent)];
  return [
    `Cut, for texts: a list opens with the best score and goes on to ${shipped.others}; what says all that is asked opens it as well`,
    `Nothing shown: of ${names.unanswerable}. Hidden: of the relevant threads within ten.`,
    ...textTable([["", "best", ...columns], ...reports.map((report) => row(report.best === shipped.best ? "shipped" : "", report))]),
    "",
    `Held out: the lowest best score that leaves ${percent(EMPTY_SHARE)} of the other folds' ${names.unanswerable} empty, and .01 more.`,
    ...textTable([["fold", "best", ...columns], ...heldOut.map((report, fold) => row(String(fold + 1), report)), row("mean", meanOfCuts(heldOut))]),
    "",
  ].join("\n");
}

export function threadListsText(name: string, { tenths, emptyShare, fullShare }: ThreadListsReport, { best, others }: Cut): string {
  return [
    `Cut, for threads: lists of ten beside each thread of ${name}, without a cut`,
    ...textTable([
      ["score from", "places", "share a topic"],
      ...tenths.map(({ places, relevantShare }, tenth) => [decimal(tenth / tenths.length), String(places), percent(relevantShare)]),
    ]),
    `Lists of ${SHOWN} that open with ${best} and go on to ${others}: ${percent(emptyShare)} are empty, ${percent(fullShare)} full.`,
    "",
  ].join("\n");
}
