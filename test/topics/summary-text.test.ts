import { expect, test } from "vitest";
import { summaryText } from "../../src/topics/summary-text.ts";
import type { MiningSummary } from "../../src/topics/topic-mining.ts";

const topic = (name: string, department: string | null = null) => ({ id: name.toLowerCase(), name, department });
const summary = (given: Partial<MiningSummary> = {}): MiningSummary => ({ added: [], renamed: [], merged: [], split: [], dropped: [], kept: 0, topics: 0, threads: { total: 0, inTopics: 0 }, changed: true, ...given });

test("a summary names each kind of change with its topics and departments, then counts", () => {
  const text = summaryText(summary({
    added: [topic("Knee Pain", "Orthopedics"), topic("Sleep")],
    renamed: [{ topic: topic("Hip Pain"), from: "Hips" }],
    merged: [{ topic: topic("Shin"), into: topic("Legs", "Orthopedics") }],
    split: [{ topic: topic("Legs"), into: [topic("Knee Pain"), topic("Toes")] }],
    dropped: [topic("Nails")],
    kept: 12,
    topics: 15,
    threads: { total: 300, inTopics: 241 },
  }));
  expect(text).toBe(`added: Knee Pain (Orthopedics)
added: Sleep
renamed: Hips → Hip Pain
merged: Shin → Legs (Orthopedics)
split: Legs → Knee Pain, Toes
dropped: Nails
15 topics: 2 added, 1 renamed, 1 merged, 1 split, 1 dropped, 12 kept.
241 of 300 threads are in one (80.3 %); 59 fit nowhere.
`);
});

test("a run that changed nothing says so", () => {
  expect(summaryText(summary({ changed: false, kept: 3, topics: 3, threads: { total: 20, inTopics: 20 } }))).toMatch(/3 kept\. Nothing changed\.\n20 of 20 threads are in one \(100 %\); 0 fit nowhere\.\n$/);
});

test("of no threads it takes no share", () => {
  expect(summaryText(summary())).toContain("0 of 0 threads are in one (0 %)");
});

test("of many changes twenty are named and the rest is counted", () => {
  const added = (count: number) => Array.from({ length: count }, (_, number) => topic(`Topic ${number}`));
  const lines = (count: number) => summaryText(summary({ added: added(count) })).split("\n").filter((line) => line.startsWith("added"));
  expect(lines(20)).toHaveLength(20);
  expect(lines(20).at(-1)).toBe("added: Topic 19");
  expect(lines(23)).toHaveLength(21);
  expect(lines(23).at(-1)).toBe("added: and 3 more (--json names all)");
});
