import type { Interval } from "../evaluation/bootstrap.ts";
import { shareOf } from "../evaluation/share.ts";
import { percent, textTable } from "../evaluation/text-table.ts";
import { excerpt } from "../forum/excerpt.ts";
import type { ItemOpinion } from "../store/feedback.ts";
import { FULL_LIST, type Coverage, type NeighbourCounts } from "./coverage.ts";
import type { FeedbackReport, ListReport, PositionReport } from "./report.ts";

/** Departments that are named; the rest is counted. */
const MOST_DEPARTMENTS = 12;
/** A long name must not push a table past 80 columns. */
const LONGEST_NAME = 34;

/** A report for people, within 80 columns. */
export function feedbackText({ since, lists, leastHelpful }: FeedbackReport): string {
  if (lists.length === 0) {
    return [
      `No feedback yet: nothing was told since ${since}.`,
      "It comes from the widget on the forum's pages, or from your own pages by",
      "POST /v1/feedback, which /docs explains.",
      "",
    ].join("\n");
  }
  const parts = [[`Feedback since ${since} (days in UTC); in brackets 95 % intervals`], ...lists.map(listLines), ...(leastHelpful.length === 0 ? [] : [opinionLines(leastHelpful)])];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function listLines({ list, shown, empty, emptyRate, positions, total }: ListReport): string[] {
  const answers = list === "ask";
  const row = (name: string, { shown: items, clicked, clickThrough, helpful, unhelpful, answered }: Omit<PositionReport, "position">) => [
    name, String(items), String(clicked), interval(clickThrough), String(helpful), String(unhelpful), ...(answers ? [String(answered)] : []),
  ];
  const heading = `${list}: shown ${times(shown)}, ${empty} of them empty: ${interval(emptyRate)}`;
  if (positions.length === 0) return [heading];
  return [
    heading,
    ...textTable([
      ["position", "shown", "clicked", "click-through", "helpful", "not", ...(answers ? ["answered"] : [])],
      ...positions.map((report) => row(String(report.position), report)),
      ...(positions.length > 1 ? [row("all", total)] : []),
    ]),
  ];
}

/** Ids stand last and whole: somebody is going to look them up. */
function opinionLines(opinions: readonly ItemOpinion[]): string[] {
  const rows = textTable([["list", "helpful", "not"], ...opinions.map(({ list, helpful, unhelpful }) => [list, String(helpful), String(unhelpful)])]);
  const names = ["under → item", ...opinions.map(({ threadId, itemId }) => `${threadId ?? "a text"} → ${itemId}`)];
  return ["Found unhelpful most often:", ...rows.map((row, place) => `${row}   ${names[place]}`)];
}

export function coverageText({ threads, measured, departments, withoutNeighbours }: Coverage): string {
  const drawn = measured.threads < threads ? `${measured.threads} of ${threads} threads, drawn by their ids: the same every time` : `all ${threads} threads`;
  const fewer = measured.short + measured.none;
  const row = (name: string, { threads: count, full, short, none }: NeighbourCounts) => [
    excerpt(name, LONGEST_NAME), String(count), ...[full, short, none].map((part) => share(part, count)),
  ];
  const more = departments.length - MOST_DEPARTMENTS;
  const lines = [
    "Coverage: neighbours above the cut, as shown under a thread",
    `Of ${drawn}`,
    `With fewer than ${FULL_LIST} neighbours: ${fewer}, ${measured.threads === 0 ? percent(null) : interval(shareOf(fewer, measured.threads))}`,
    ...textTable([
      ["department", "threads", `${FULL_LIST} or more`, `1 to ${FULL_LIST - 1}`, "none"],
      ...(departments.length > 1 ? departments.slice(0, MOST_DEPARTMENTS).map((one) => row(one.department ?? "without one", one)) : []),
      row("all", measured),
    ]),
    ...(departments.length > 1 && more > 0 ? [`and ${more} more departments (--json names all)`] : []),
    ...(withoutNeighbours.length === 0 ? [] : ["Without a neighbour, for example:", ...withoutNeighbours.map((id) => `  ${id}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

const share = (part: number, whole: number) => percent(whole === 0 ? null : part / whole);

const times = (count: number) => (count === 1 ? "once" : `${count} times`);

/** "12.3 % [11.9 12.8]"; "–" for a share of nothing. */
function interval(share: Interval | null): string {
  if (share === null) return percent(null);
  const [low, high] = [share.low, share.high].map((value) => (value * 100).toFixed(1));
  return `${percent(share.mean)} [${low} ${high}]`;
}
