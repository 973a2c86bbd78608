import { describe, expect, test } from "vitest";
import { emptyShare, heldOutCuts, hiddenShare, lowestBest, reportThreadLists, shownPlaces, type ScoredList } from "../../../src/evaluation/tuning/cuts.ts";

const place = (score: number, { isRelevant = false, isExact = false } = {}) => ({ score, isRelevant, isExact });
const listOf = (...places: ScoredList["places"]): ScoredList => ({ places, holdsExact: places.some(({ isExact }) => isExact) });
const CUT = { best: 0.9, others: 0.5 };

describe("a cut", () => {
  const opening = listOf(place(0.95), place(0.6, { isRelevant: true }), place(0.4, { isRelevant: true }));
  const closed = listOf(place(0.8, { isRelevant: true }), place(0.7));
  const exact = listOf(place(0.7, { isRelevant: true }), place(0.3, { isExact: true }), place(0.2));

  test("shows a list that opens well from the others' score on, and nothing of one that does not", () => {
    expect(shownPlaces(opening, CUT)).toEqual(opening.places.slice(0, 2));
    expect(shownPlaces(closed, CUT)).toEqual([]);
  });

  test("is opened by what says all that is asked, however low its score", () => {
    expect(shownPlaces(exact, CUT)).toEqual(exact.places.slice(0, 2));
  });

  test("is opened by what says all that is asked beyond the first ten, too", () => {
    const far = { ...closed, holdsExact: true };
    expect(shownPlaces(far, CUT)).toEqual(closed.places);
    expect(emptyShare([far, closed], CUT)).toBe(0.5);
  });

  test("is counted in shares of lists and of relevant threads", () => {
    expect(emptyShare([opening, closed, exact], CUT)).toBe(1 / 3);
    // Hidden: the one at .4 and the one in the closed list, of four.
    expect(hiddenShare([opening, closed, exact], CUT)).toBe(0.5);
  });

  // Best scores .50 to .99.
  const lists = Array.from({ length: 50 }, (_, at) => listOf(place((50 + at) / 100, { isRelevant: true })));

  test("is the lowest that leaves enough empty, and a margin", () => {
    // At .90 the forty lists below it are empty.
    expect(lowestBest(lists, 0.5, 0.8)).toBe(0.91);
    expect(lowestBest([listOf(place(0.3)), listOf(place(0.4))], 0.5, 0.8)).toBe(0.51);
    expect(lowestBest([listOf(place(1, { isExact: true }))], 0.5, 0.8)).toBe(1);
  });

  test("of a fold is chosen by the four others", () => {
    // The first fold's questions alone have high scores: the others never see them.
    const uneven = Array.from({ length: 25 }, (_, at) => listOf(place(at % 5 === 0 ? 0.99 : 0.6, { isRelevant: true })));
    const reports = heldOutCuts({ unanswerable: uneven, answerable: [{ name: "answerable", lists: uneven }] }, 0.5, 0.8);
    expect(reports[0]).toEqual({ best: 0.62, emptyShare: 0, hiddenShares: [0] });
    // Fifteen of the twenty others are not enough at .61: it takes all of them.
    expect(reports[1]).toEqual({ best: 1, emptyShare: 1, hiddenShares: [1] });
  });
});

describe("lists beside threads", () => {
  test("are told by tenths of the score, and by how many are empty or full", () => {
    const full = listOf(...[0.99, 0.91, 0.7, 0.6, 0.55].map((score, at) => place(score, { isRelevant: at < 1 })));
    const short = listOf(place(1, { isRelevant: true }), place(0.2));
    const { tenths, emptyShare: empty, fullShare } = reportThreadLists([full, short, listOf(place(0.4))], { best: 0.5, others: 0.5 });
    expect(tenths[9]).toEqual({ places: 3, relevantShare: 2 / 3 });
    expect(tenths[5]).toEqual({ places: 1, relevantShare: 0 });
    expect(tenths[0]).toEqual({ places: 0, relevantShare: null });
    expect([empty, fullShare]).toEqual([1 / 3, 1 / 3]);
  });
});
