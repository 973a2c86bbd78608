import { describe, expect, test } from "vitest";
import type { ClusterOrder, PairOrder, ReviewFilter } from "../../src/duplicates/answers.ts";
import type { Thread } from "../../src/forum/thread.ts";
import type { Decision } from "../../src/store/duplicate-decisions.ts";
import { copyOf, openDuplicateForum, questions } from "../fakes/duplicate-forum.ts";
import { sourceOf, threadOf } from "../fakes/small-forum.ts";

const reply = { text: "Rest." };
/** Four of gout, three of asthma, two of measles; the other questions as they are. */
const forumThreads = [
  ...questions,
  copyOf("gout", "gout 2", { department: "Family Medicine", askedAt: "2024-03-01T09:00:00Z" }),
  copyOf("gout", "gout 3", { replies: [reply] }),
  copyOf("gout", "gout 4"),
  copyOf("asthma", "asthma 2", { department: "Pneumology", askedAt: "2024-03-31T23:30:00Z" }),
  copyOf("asthma", "asthma 3", { askedAt: "last spring" }),
  copyOf("measles", "measles 2"),
];

async function openReview(threads: readonly Thread[] = forumThreads) {
  const forum = await openDuplicateForum(threads);
  await forum.look();
  const review = forum.duplicateReview;
  const pairs = (asked: Partial<ReviewFilter> & { order?: PairOrder; offset?: number; limit?: number } = {}) =>
    review.pairs({ minScore: 0.99, order: "score", offset: 0, limit: 100, ...asked });
  const clusters = (asked: Partial<ReviewFilter> & { order?: ClusterOrder; offset?: number; limit?: number } = {}) =>
    review.clusters({ minScore: 0.99, order: "size", offset: 0, limit: 100, ...asked });
  const decide = (left: string, right: string, decision: Decision, canonical?: string) => void forum.decisions.decide({ left, right, decision, canonical }, "Ada");
  /** What a cluster is about, by its canonical thread. */
  const subjects = (asked?: Parameters<typeof clusters>[0]) => clusters(asked).items.map(({ canonical }) => canonical.id.split(" ")[0]);
  return { ...forum, review, pairs, clusters, decide, subjects };
}

const named = ({ left, right }: { left: { id: string }; right: { id: string } }) => `${left.id} ${right.id}`;

describe("pairs", () => {
  test("come surest first, by pages, with both threads and how far finding and judging are", async () => {
    const { pairs, review } = await openReview();
    const { items, total, judging, finding } = pairs();
    expect([total, judging, finding]).toEqual([10, { judged: 0, total: 10 }, { complete: true, threads: 18, pending: 0 }]);
    expect(items[0]).toMatchObject({ exact: true, judgement: null, left: { title: expect.any(String), excerpt: expect.any(String), replyCount: 0 } });
    const paged = [0, 3, 6, 9].flatMap((offset) => pairs({ offset, limit: 3 }).items);
    expect(paged.map(named)).toEqual(items.map(named));
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((one, other) => other - one));
    expect([...review.allPairs({ minScore: 0.99, order: "score" })].flat()).toHaveLength(10);
  });

  test("nearest the line come from both sides of it", async () => {
    const { pairs } = await openReview();
    const { items, total } = pairs({ order: "line", minScore: 0.9 });
    const distances = items.map(({ score }) => Math.abs(score - 0.9));
    expect(distances).toEqual(distances.toSorted((one, other) => one - other));
    expect(total).toBe(pairs({ minScore: 0 }).total);
    expect(items.some(({ score }) => score >= 0.9)).toBe(true);
  });

  test.each<[string, Partial<ReviewFilter>, string[]]>([
    ["of a department, in whatever letters", { department: "family-medicine" }, ["gout gout 2", "gout 2 gout 3", "gout 2 gout 4"]],
    ["asked in a time, its last day to the end", { from: "2024-03-02", to: "2024-03-31" }, ["asthma asthma 2", "asthma 2 asthma 3"]],
    ["asked until a moment", { to: "2024-03-31T23:29:59Z" }, ["gout gout 2", "gout 2 gout 3", "gout 2 gout 4"]],
    ["with these words in one thread, whatever their ending", { text: "GOUTS doctor" }, ["gout gout 2", "gout gout 3", "gout gout 4", "gout 2 gout 3", "gout 2 gout 4", "gout 3 gout 4"]],
    ["with words that no thread says together", { text: "gout asthma" }, []],
    ["of one thread that is all of it", { department: "Pneumology", text: "gout" }, []],
    ["with no word at all: every one", { text: " ?! " }, ["gout gout 2", "gout gout 3", "gout gout 4", "gout 2 gout 3", "gout 2 gout 4", "gout 3 gout 4", "asthma asthma 2", "asthma asthma 3", "asthma 2 asthma 3", "measles measles 2"]],
  ])("are found by filters: %s", async (_, filter, expected) => {
    const { pairs } = await openReview();
    expect(pairs(filter).items.map(named).sort()).toEqual(expected.toSorted());
    expect(pairs(filter).judging.total).toBe(10);
  });

  test("that somebody judged, or that follow, are open no more, and are again when that is taken back", async () => {
    const { pairs, decide } = await openReview();
    decide("gout", "gout 2", "duplicate");
    decide("gout 3", "gout 2", "duplicate");
    decide("measles", "measles 2", "skipped");
    const judged = () => Object.fromEntries(pairs({ state: "judged" }).items.map((pair) => [named(pair), pair.judgement]));
    expect(judged()).toEqual({
      "gout gout 2": { decision: "duplicate", direct: true },
      "gout gout 3": { decision: "duplicate", direct: false },
      "gout 2 gout 3": { decision: "duplicate", direct: true },
      "measles measles 2": { decision: "skipped", direct: true },
    });
    expect(pairs({ state: "open" })).toMatchObject({ total: 6, judging: { judged: 4, total: 10 } });
    expect(pairs({ state: "open" }).items.every(({ judgement }) => judgement === null)).toBe(true);
    decide("gout", "gout 2", "open");
    expect(Object.keys(judged())).toEqual(expect.arrayContaining(["gout 2 gout 3", "measles measles 2"]));
    expect(pairs({ state: "open" }).total).toBe(8);
  });

  test("of a thread that is hidden are in no answer, also where another process hid it and this one has not looked", async () => {
    const { pairs, clusters, review, folder, ingest } = await openReview();
    await ingest.put({ ...forumThreads.find(({ id }) => id === "measles 2")!, visibility: "private" });
    expect(pairs().items.map(named)).not.toContain("measles measles 2");
    expect([pairs().total, pairs().judging.total, clusters().total]).toEqual([9, 9, 2]);
    const other = await openDuplicateForum([], folder);
    await other.ingest.putAll(sourceOf(...["gout", "asthma 2"].map((id) => ({ ...forumThreads.find((thread) => thread.id === id)!, visibility: "private" as const }))));
    expect(pairs().items.flatMap((pair) => [pair.left.id, pair.right.id])).not.toContain("gout");
    expect(clusters().items.map(({ size, pairCount, threads }) => [size, pairCount, threads.map(({ id }) => id)])).toEqual([[3, 3, ["gout 3", "gout 2", "gout 4"]], [2, 1, ["asthma 3", "asthma"]]]);
    expect(review.cluster("gout 2", 0.99)!.threads.map(({ id }) => id)).not.toContain("gout");
    expect(review.cluster("gout", 0.99)).toBeUndefined();
  });
});

describe("clusters", () => {
  test("are listed by size, by their weakest link, or from the line on, with their first three threads", async () => {
    const { clusters, subjects } = await openReview();
    expect(subjects()).toEqual(["gout", "asthma", "measles"]);
    const [first] = clusters().items;
    expect(first).toMatchObject({ size: 4, canonical: { id: "gout 3", reason: "most replies" }, exact: true, pairCount: 6, judgedCount: 0, weakest: { judgement: null } });
    expect(first!.threads.map(({ id }) => id)).toEqual(["gout 3", "gout", "gout 2"]);
    expect("pairs" in first!).toBe(false);
    const weakest = (order: ClusterOrder) => clusters({ order, minScore: 0.5 }).items.map(({ weakest: { score } }) => score);
    expect(weakest("certainty")).toEqual(weakest("certainty").toSorted((one, other) => other - one));
    expect(weakest("line")).toEqual(weakest("certainty").toReversed());
    expect(clusters({ offset: 1, limit: 1 })).toMatchObject({ total: 3, items: [{ size: 3 }] });
  });

  test("are found by filters of any of their threads, and are open until all their pairs are judged", async () => {
    const { subjects, clusters, decide } = await openReview();
    expect(subjects({ department: "Pneumology" })).toEqual(["asthma"]);
    expect(subjects({ text: "gout" })).toEqual(["gout"]);
    decide("measles", "measles 2", "unrelated");
    decide("asthma", "asthma 2", "duplicate");
    expect([subjects({ state: "open" }), subjects({ state: "judged" })]).toEqual([["gout", "asthma"], ["measles"]]);
    expect(clusters().items[1]).toMatchObject({ pairCount: 3, judgedCount: 1 });
    decide("asthma", "asthma 3", "duplicate");
    expect(subjects({ state: "judged" })).toEqual(["asthma", "measles"]);
    expect(clusters({ state: "judged" }).judging).toEqual({ judged: 4, total: 10 });
  });

  test("point to the thread that editors chose, and without one of theirs to the one that answers best", async () => {
    const { clusters, decide } = await openReview();
    const canonical = () => clusters().items[0]!.canonical;
    expect(canonical()).toEqual({ id: "gout 3", reason: "most replies" });
    decide("gout 2", "gout 4", "duplicate", "gout 4");
    expect(canonical()).toEqual({ id: "gout 4", reason: "chosen" });
    expect(clusters().items[0]!.threads[0]!.id).toBe("gout 4");
    decide("gout 2", "gout 4", "open");
    expect(canonical().reason).toBe("most replies");
  });

  test("have a proposed canonical thread where the one that editors chose is not among theirs, or alone of its group", async () => {
    const { clusters, decide } = await openReview();
    const canonical = () => clusters().items[0]!.canonical;
    decide("gout", "scoliosis", "duplicate", "scoliosis");
    decide("gout 2", "scoliosis", "duplicate", "scoliosis");
    expect(canonical()).toEqual({ id: "gout 3", reason: "most replies" });
    decide("gout", "scoliosis", "open");
    decide("gout 2", "scoliosis", "duplicate", "gout 2");
    expect(canonical()).toEqual({ id: "gout 3", reason: "most replies" });
    decide("gout 2", "gout 4", "duplicate", "gout 2");
    expect(canonical()).toEqual({ id: "gout 2", reason: "chosen" });
  });

  test("are whole by any of their threads: its pairs with the canonical one first, then the surest", async () => {
    const { review, clusters, decide } = await openReview();
    decide("gout", "gout 2", "duplicate");
    const whole = review.cluster("gout 4", 0.99)!;
    const { pairs, threads, ...rest } = whole;
    expect(threads.map(({ id }) => id).sort()).toEqual(["gout", "gout 2", "gout 3", "gout 4"]);
    expect(threads[0]!.id).toBe(rest.canonical.id);
    expect({ ...rest, threads: threads.slice(0, 3) }).toEqual(clusters().items[0]);
    const isOwn = pairs.map(({ left, right }) => [left, right].includes(rest.canonical.id));
    expect(isOwn).toEqual([true, true, true, false, false, false]);
    expect(pairs.filter(({ judgement }) => judgement !== null)).toEqual([expect.objectContaining({ left: "gout", right: "gout 2" })]);
    expect([review.cluster("scoliosis", 0.99), review.cluster("nobody's", 0.99), review.cluster("gout", 1)]).toEqual([undefined, undefined, undefined]);
  });

  test("may be of hundreds of threads", async () => {
    const many = Array.from({ length: 300 }, (_, place) => copyOf("gout", `copy ${place}`, place === 250 ? { replies: [reply] } : {}));
    const { clusters, review } = await openReview([...questions, ...many, threadOf({ id: "other", question: "Bus timetable" })]);
    expect(clusters().items[0]).toMatchObject({ size: 301, exact: true, canonical: { id: "copy 250" } });
    expect(clusters().items[0]!.threads).toHaveLength(3);
    expect(review.cluster("gout", 0.9)!.threads).toHaveLength(301);
  });
});
