import { describe, expect, test } from "vitest";
import { createTextQueue, type EmbedCall } from "../../src/embedding/text-queue.ts";

const roomy = { texts: 1_000, characters: 100_000 };

function callOf(...texts: string[]): EmbedCall {
  return {
    texts,
    waiting: texts.map((_, position) => position),
    vectors: [],
    unfinished: texts.length,
    resolve: () => {},
    reject: () => {},
  };
}
const callOfMany = (letter: string, count: number) => callOf(...Array.from({ length: count }, (_, place) => `${letter}${place}`));
const names = (taken: ReturnType<ReturnType<typeof createTextQueue>["take"]>) =>
  taken.map(({ call, position }) => call.texts[position]);

describe("text queue", () => {
  test("short calls overtake a long one and are joined", () => {
    const queue = createTextQueue({ short: roomy, long: roomy });
    queue.add(callOfMany("long", 5));
    queue.add(callOf("first"));
    queue.add(callOf("second", "third"));
    expect(names(queue.take(10, 1_000))).toEqual(["first", "second", "third"]);
    expect(names(queue.take(2, 1_000))).toEqual(["long0", "long1"]);
    expect(queue.texts).toBe(3);
  });

  test("long calls take turns", () => {
    const queue = createTextQueue({ short: roomy, long: roomy });
    queue.add(callOfMany("a", 4));
    queue.add(callOfMany("b", 4));
    const order = [1, 2, 3, 4].flatMap(() => names(queue.take(2, 1_000)));
    expect(order).toEqual(["a0", "a1", "b0", "b1", "a2", "a3", "b2", "b3"]);
  });

  test("short calls without end do not stop a long one", () => {
    const queue = createTextQueue({ short: roomy, long: roomy });
    queue.add(callOfMany("long", 3));
    const taken: (string | undefined)[] = [];
    for (let turn = 0; turn < 20 && queue.texts > 0; turn += 1) {
      queue.add(callOf("short"));
      taken.push(...names(queue.take(1, 1_000)));
    }
    expect(taken.filter((name) => name !== "short")).toEqual(["long0", "long1", "long2"]);
  });

  test("a batch holds about the characters asked for, and never nothing", () => {
    const queue = createTextQueue({ short: roomy, long: roomy });
    queue.add(callOf("x".repeat(500), "y".repeat(50), "z".repeat(60)));
    expect(queue.take(9, 100)).toHaveLength(1);
    expect(queue.take(9, 100)).toHaveLength(1);
    expect(queue.take(9, 100)).toHaveLength(1);
    expect(queue.take(9, 100)).toEqual([]);
  });

  test("a full lane refuses, the other lane does not, and room comes back", () => {
    const queue = createTextQueue({ short: { texts: 2, characters: 100 }, long: { texts: 4, characters: 100 } });
    const long = callOfMany("a", 4);
    queue.add(long);
    expect(() => queue.add(callOfMany("b", 3))).toThrow(
      expect.objectContaining({ code: "overloaded", remedy: "Try again in a second." }) as Error,
    );
    queue.add(callOf("short"));
    queue.remove(long);
    expect(queue.texts).toBe(1);
    queue.add(callOfMany("b", 3));
    queue.take(1, 100);
    expect(() => queue.add(callOf("x".repeat(101)))).toThrow(
      expect.objectContaining({ code: "overloaded", remedy: "Ask for fewer texts at a time." }) as Error,
    );
  });
});
