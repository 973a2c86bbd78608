import { describe, expect, test } from "vitest";
import { shareOf } from "../../src/evaluation/share.ts";
import { feedbackReport } from "../../src/feedback/report.ts";
import { feedbackText } from "../../src/feedback/report-text.ts";
import { createFeedbackBook } from "../../src/feedback/book.ts";
import type { Feedback } from "../../src/feedback/feedback.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const TODAY = "2026-11-24";
const ids = ["knee", "elbow", "wrist"];

/** The report of a forum of which readers told this. */
async function reportOf(...told: Feedback[]) {
  const { ingest, feedbackStore } = openSmallForum(temporaryFolder());
  await ingest.putAll(sourceOf(...ids.map((id) => threadOf({ id, question: `My ${id} hurts` }))));
  const book = createFeedbackBook({ store: feedbackStore, log: () => undefined, now: () => new Date(`${TODAY}T00:00:00Z`) });
  for (const feedback of told) book.take(feedback);
  book.stop();
  return feedbackReport(TODAY, feedbackStore);
}

const times = (count: number, feedback: Feedback) => Array.from({ length: count }, () => feedback);
const shown = (...items: string[]): Feedback => ({ event: "shown", list: "similar", thread: "knee", items });
const told = (event: "clicked" | "helpful" | "unhelpful" | "answered", item: string, position: number, list: "similar" | "ask" = "similar"): Feedback => ({
  event, list, item, position, ...(list === "ask" ? {} : { thread: "knee" }),
});

describe("a report of feedback", () => {
  test("tells click-through by position, what was found helpful, and how often a list was empty", async () => {
    const { since, lists } = await reportOf(
      ...times(20, shown("elbow", "wrist")),
      ...times(20, shown("wrist")),
      ...times(10, shown()),
      ...times(4, told("clicked", "elbow", 1)),
      ...times(3, told("clicked", "wrist", 1)),
      told("clicked", "wrist", 2),
      told("helpful", "elbow", 1),
      ...times(2, told("unhelpful", "wrist", 2)),
    );
    expect(since).toBe(TODAY);
    expect(lists).toEqual([
      {
        list: "similar",
        shown: 50,
        empty: 10,
        emptyRate: shareOf(10, 50),
        positions: [
          { position: 1, shown: 40, clicked: 7, clickThrough: shareOf(7, 40), helpful: 1, unhelpful: 0, answered: 0 },
          { position: 2, shown: 20, clicked: 1, clickThrough: shareOf(1, 20), helpful: 0, unhelpful: 2, answered: 0 },
        ],
        total: { shown: 60, clicked: 8, clickThrough: shareOf(8, 60), helpful: 1, unhelpful: 2, answered: 0 },
      },
    ]);
  });

  test("has positions in their order, and no share of what was never shown, or clicked more often than that", async () => {
    const { lists } = await reportOf(told("answered", "elbow", 11, "ask"), told("clicked", "elbow", 9, "ask"), { event: "shown", list: "ask", items: ["wrist", "elbow"] }, ...times(2, told("clicked", "elbow", 2, "ask")));
    expect(lists).toMatchObject([{ list: "ask", shown: 1, emptyRate: { mean: 0 } }]);
    expect(lists[0]!.positions.map(({ position, shown: count, clickThrough }) => [position, count, clickThrough?.mean])).toEqual([[1, 1, 0], [2, 1, undefined], [9, 0, undefined], [11, 0, undefined]]);
    expect(lists[0]!.positions.at(-1)).toMatchObject({ answered: 1, clickThrough: null });
  });

  test("reads well in 80 columns", async () => {
    const report = await reportOf(
      ...times(40, shown("elbow", "wrist")), ...times(10, shown()), ...times(8, told("clicked", "elbow", 1)), told("unhelpful", "wrist", 2), { event: "unhelpful", list: "similar", item: "knee", position: 2 },
      { event: "shown", list: "ask", items: ["knee"] }, told("answered", "knee", 1, "ask"), { event: "shown", list: "related-faq", items: [] },
    );
    const text = feedbackText(report);
    expect(text).toBe(`Feedback since 2026-11-24 (days in UTC); in brackets 95 % intervals

similar: shown 50 times, 10 of them empty: 20.0 % [11.2 33.0]
position   shown   clicked        click-through   helpful   not
1             40         8   20.0 % [10.5 34.8]         0     0
2             40         0      0.0 % [0.0 8.8]         0     2
all           80         8    10.0 % [5.2 18.5]         0     2

related-faq: shown once, 1 of them empty: 100.0 % [20.7 100.0]

ask: shown once, 0 of them empty: 0.0 % [0.0 79.3]
position   shown   clicked      click-through   helpful   not   answered
1              1         0   0.0 % [0.0 79.3]         0     0          1

Found unhelpful most often:
list      helpful   not   under → item
similar         0     1   a text → knee
similar         0     1   knee → wrist
`);
    const large = { shown: 9_999_999, clicked: 1_234_567, clickThrough: shareOf(1_234_567, 9_999_999), helpful: 99_999, unhelpful: 99_999, answered: 99_999 };
    const lines = feedbackText({ ...report, lists: [{ list: "ask", shown: 9_999_999, empty: 0, emptyRate: shareOf(0, 9_999_999), positions: [{ position: 100, ...large }], total: large }] }).split("\n");
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test("of nothing says so, and how feedback comes", async () => {
    const report = await reportOf();
    expect(report).toEqual({ since: TODAY, lists: [], leastHelpful: [] });
    expect(feedbackText(report)).toMatch(/^No feedback yet: nothing was told since 2026-11-24\.\n.*widget[^]*POST \/v1\/feedback/);
  });
});
