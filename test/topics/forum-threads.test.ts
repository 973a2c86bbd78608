import { describe, expect, test } from "vitest";
import type { StoredThread } from "../../src/store/changes.ts";
import { forumThread } from "../../src/topics/forum-threads.ts";
import { unit } from "./unit-vectors.ts";

const passage = (field: "question" | "reply", vector: Float32Array, window = 0) => ({ field, reply: field === "reply" ? 0 : null, window, vectorKey: 1, vector });
const stored = (...passages: ReturnType<typeof passage>[]) => ({ key: 3, department: "Dentistry", words: Uint32Array.of(1, 2), passages }) as unknown as StoredThread;
const asks = (question: string, given: { title?: string; tags?: string[] } = {}) => forumThread(stored(passage("question", unit([1, 0]))), { question, tags: [], ...given })!.text;

describe("a thread as mining sees it", () => {
  test("lies where its question lies, in the middle of its windows, and not where its replies do", () => {
    const thread = forumThread(stored(passage("question", unit([1, 0, 0])), passage("question", unit([0, 1, 0]), 1), passage("reply", unit([0, 0, 1]))), { question: "?", tags: [] });
    expect(thread).toMatchObject({ key: 3, department: "Dentistry", words: Uint32Array.of(1, 2) });
    expect([...thread!.vector]).toEqual([...unit([1, 1, 0])]);
  });

  test("is none without a vector of its question", () => {
    expect(forumThread(stored(passage("reply", unit([1, 0]))), { question: "?", tags: [] })).toBeUndefined();
    expect(forumThread(stored(), { question: "?", tags: [] })).toBeUndefined();
  });

  test("says its title, its question and its tags, each apart", () => {
    expect(asks("Is it my gums?", { title: "Bleeding", tags: ["gum disease", "dental-care", "oral_health", "follow-up visit"] })).toBe(
      "Bleeding\nIs it my gums?\ngum disease\ndental care\noral health\nfollow-up visit");
  });

  test("says what stands around parentheses as one, too", () => {
    expect(asks("Gum (Periodontal) Disease?")).toBe("\nGum (Periodontal) Disease?\n\nGum Disease?");
  });

  test("says what it is about early: of a long question the first part is read", () => {
    expect(asks(`gums ${"and more ".repeat(2_000)}teeth`)).not.toContain("teeth");
  });
});
