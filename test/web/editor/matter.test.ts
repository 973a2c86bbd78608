import { describe, expect, it } from "vitest";
import { decided, decisionOn, judgedCount, matterOfCluster, matterOfPair, nextOpen, openPairs, sidesOf, undoing, type Matter } from "../../../src/web/editor/matter.ts";
import { cluster, clusterPair, summary } from "./matters.ts";

const matter = matterOfCluster("a", cluster("a", "b", "c"));
const [ab, ac, bc] = matter.pairs as [Matter["pairs"][number], Matter["pairs"][number], Matter["pairs"][number]];
const judgements = ({ pairs }: Matter) => pairs.map(({ judgement }) => (judgement === null ? "open" : `${judgement.decision}${judgement.direct ? "" : ", follows"}`));

describe("what is judged together", () => {
  it("goes on to the next pair that nobody judged, and round to those that were passed over", () => {
    expect(nextOpen(matter)).toBe(ab);
    expect(nextOpen(matter, ab)).toBe(ac);
    const judged = decided(matter, [decisionOn(matter, bc, "skipped")]);
    expect(nextOpen(judged, ac)).toBe(judged.pairs[0]);
    expect(nextOpen(decided(judged, openPairs(judged).map((pair) => decisionOn(judged, pair, "skipped"))), ac)).toBeUndefined();
  });

  it("infers that duplicates of one thread are duplicates", () => {
    const once = decided(matter, [decisionOn(matter, ab, "duplicate")]);
    expect(judgements(once)).toEqual(["duplicate", "open", "open"]);
    expect(judgements(decided(once, [decisionOn(once, ac, "duplicate")]))).toEqual(["duplicate", "duplicate", "duplicate, follows"]);
  });

  it("infers that what is parted from one is parted from its duplicates, as related as it was", () => {
    const once = decided(matter, [decisionOn(matter, ab, "duplicate")]);
    expect(judgements(decided(once, [decisionOn(once, ac, "related")]))).toEqual(["duplicate", "related", "related, follows"]);
    expect(judgements(decided(once, [decisionOn(once, ac, "skipped")]))).toEqual(["duplicate", "skipped", "open"]);
  });

  it("infers nothing from two that are parted from a third", () => {
    const parted = decided(matter, [decisionOn(matter, ab, "unrelated"), decisionOn(matter, ac, "unrelated")]);
    expect(judgements(parted)).toEqual(["unrelated", "unrelated", "open"]);
    expect(judgedCount(parted)).toBe(2);
  });

  it("lets a later decision win", () => {
    const once = decided(matter, [decisionOn(matter, ab, "related")]);
    expect(judgements(decided(once, [decisionOn(once, ab, "unrelated")]))[0]).toBe("unrelated");
  });
});

describe("the canonical thread", () => {
  it("stands first, with its reason, whichever side of the pair it is", () => {
    const turned: Matter = { ...matter, canonical: { id: "b", reason: "most replies" } };
    expect(sidesOf(turned, ab)).toEqual({ first: summary("b"), second: summary("a"), canonical: "b", reason: "most replies" });
    expect(sidesOf(turned, ac)).toEqual({ first: summary("a"), second: summary("c"), canonical: undefined, reason: undefined });
  });

  it("changes without moving when the editor keeps the other", () => {
    expect(sidesOf(matter, ab, "b")).toEqual({ first: summary("a"), second: summary("b"), canonical: "b", reason: "chosen now" });
    expect(sidesOf(matter, ac, "b").canonical).toBe("a");
  });

  it("is sent with duplicates alone, and with the score", () => {
    expect(decisionOn(matter, ab, "duplicate", "b")).toEqual({ left: "a", right: "b", decision: "duplicate", score: 0.95, canonical: "b" });
    expect(decisionOn(matter, ab, "related", "b")).toEqual({ left: "a", right: "b", decision: "related", score: 0.95 });
    expect(decisionOn(matter, bc, "duplicate")).not.toHaveProperty("canonical");
  });

  it("is left to the service where a pair stands alone", () => {
    const alone = matterOfPair("x", { left: summary("a"), right: summary("b"), score: 0.8, exact: true, judgement: null });
    expect(sidesOf(alone, alone.pairs[0]!).canonical).toBeUndefined();
    expect(decisionOn(alone, alone.pairs[0]!, "duplicate", "a").canonical).toBe("a");
  });
});

it("taking back opens what was open, and restores what an editor had said", () => {
  const before = [clusterPair("a", "b"), { ...clusterPair("a", "c"), judgement: { decision: "related" as const, direct: true } }, { ...clusterPair("b", "c"), judgement: { decision: "related" as const, direct: false } }];
  expect(undoing(before).map(({ decision }) => decision)).toEqual(["open", "related", "open"]);
});
