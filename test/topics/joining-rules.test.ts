import { describe, expect, test } from "vitest";
import { wordDigests } from "../../src/forum/words.ts";
import { belongsByName, votedFor } from "../../src/topics/joining-rules.ts";
import { unit } from "./unit-vectors.ts";

describe("the topics that a thread's neighbours vote for", () => {
  const voter = (similarity: number, ...topics: string[]) => ({ similarity, topics });

  test("are those that hold enough of the weight, and nearer ones weigh more", () => {
    expect(votedFor([voter(0.8, "knee"), voter(0.8, "knee"), voter(0.7, "hip")])).toEqual(["knee"]);
    expect(votedFor([voter(0.9, "knee"), voter(0.5, "hip"), voter(0.5, "hip"), voter(0.5, "hip")])).toEqual(["knee"]);
  });

  test("may be two, of one neighbour or of several", () => {
    expect(votedFor([voter(0.8, "knee", "sport")])).toEqual(["knee", "sport"]);
    expect(votedFor([voter(0.8, "knee"), voter(0.8, "hip")])).toEqual(["knee", "hip"]);
  });

  test("are none where neighbours are in none: these count against it", () => {
    expect(votedFor([voter(0.8, "knee"), voter(0.8), voter(0.8)])).toEqual([]);
    expect(votedFor([voter(0.8), voter(0.8)])).toEqual([]);
  });

  test("are none where nobody is near enough to have a say", () => {
    expect(votedFor([voter(0.4, "knee"), voter(0.2, "knee"), voter(-1, "knee")])).toEqual([]);
    expect(votedFor([])).toEqual([]);
    // Who has no say is no weight against it either.
    expect(votedFor([voter(0.8, "knee"), voter(0.3), voter(0.3), voter(0.3)])).toEqual(["knee"]);
  });
});

describe("a thread belongs by name", () => {
  const topic = (centre: Float32Array | undefined, ...names: string[]) => ({ centre: () => centre, names: names.map((name) => wordDigests(name)) });
  const thread = (text: string) => ({ vector: unit([1, 0]), words: wordDigests(text) });
  const near = unit([1, 0.5]);

  test("to a topic whose name or alias it says, and whose threads are about as much", () => {
    expect(belongsByName(thread("my low back pains"), topic(near, "Back Pain"))).toBe(true);
    expect(belongsByName(thread("is it lumbago"), topic(near, "Back Pain", "Lumbago"))).toBe(true);
  });

  test("and not where it only speaks of the same, or only says the name", () => {
    expect(belongsByName(thread("my back hurts"), topic(near, "Back Pain"))).toBe(false);
    expect(belongsByName(thread("my back pain"), topic(unit([0, 1]), "Back Pain"))).toBe(false);
  });

  test("nor to a topic that has no threads", () => {
    expect(belongsByName(thread("my back pain"), topic(undefined, "Back Pain"))).toBe(false);
  });
});
