import type { Interval } from "../evaluation/bootstrap.ts";
import { shareOf } from "../evaluation/share.ts";
import { FEEDBACK_LISTS, type FeedbackList, type FeedbackStore, type FeedbackSum, type ItemOpinion } from "../store/feedback.ts";

/** What was done with the items of a list at one position, or at several. */
export interface PositionReport {
  /** From 1. */
  readonly position: number;
  readonly shown: number;
  readonly clicked: number;
  /** Clicks by items shown; null where more was clicked than shown, as where only clicks are sent. */
  readonly clickThrough: Interval | null;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly answered: number;
}

export interface ListReport {
  readonly list: FeedbackList;
  /** Lists that came on a screen, empty ones too. */
  readonly shown: number;
  readonly empty: number;
  readonly emptyRate: Interval | null;
  readonly positions: readonly PositionReport[];
  readonly total: Omit<PositionReport, "position">;
}

/** What readers did with what they were shown, from a day on. */
export interface FeedbackReport {
  /** "2026-11-24", in UTC. */
  readonly since: string;
  /** Those of which something is known. */
  readonly lists: readonly ListReport[];
  /** What was found unhelpful most often, most often first. */
  readonly leastHelpful: readonly ItemOpinion[];
}

const MOST_OPINIONS = 10;

export function feedbackReport(since: string, store: Pick<FeedbackStore, "sums" | "leastHelpful">): FeedbackReport {
  const sums = store.sums(since);
  const lists = FEEDBACK_LISTS.map((list) => ({ list, ofList: sums.filter((sum) => sum.list === list) })).filter(({ ofList }) => ofList.length > 0);
  return { since, lists: lists.map(({ list, ofList }) => listReport(list, ofList)), leastHelpful: store.leastHelpful(since, MOST_OPINIONS) };
}

function listReport(list: FeedbackList, sums: readonly FeedbackSum[]): ListReport {
  const wholes = eventsOf(sums.filter(({ position }) => position === 0));
  const items = sums.filter(({ position }) => position > 0);
  const positions = [...new Set(items.map(({ position }) => position))].sort((left, right) => left - right);
  const [shown, empty] = [wholes("shown"), wholes("empty")];
  return {
    list,
    shown,
    empty,
    emptyRate: rate(empty, shown),
    positions: positions.map((position) => ({ position, ...itemReport(items.filter((sum) => sum.position === position)) })),
    total: itemReport(items),
  };
}

/** Of items at any positions, all together. */
function itemReport(sums: readonly FeedbackSum[]): Omit<PositionReport, "position"> {
  const count = eventsOf(sums);
  const [shown, clicked] = [count("shown"), count("clicked")];
  return { shown, clicked, clickThrough: rate(clicked, shown), helpful: count("helpful"), unhelpful: count("unhelpful"), answered: count("answered") };
}

const rate = (part: number, whole: number) => (whole === 0 || part > whole ? null : shareOf(part, whole));

const eventsOf = (sums: readonly FeedbackSum[]) => (event: FeedbackSum["event"]) =>
  sums.reduce((total, sum) => total + (sum.event === event ? sum.count : 0), 0);
