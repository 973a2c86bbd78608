import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf, passagesOf, questionWindows } from "../../src/forum/passage.ts";
import { Thread } from "../../src/forum/thread.ts";
import { splitIntoWindows } from "../../src/forum/windows.ts";

const sentence = (number: number) => `Sentence number ${number} says that it hurts here and there.`;
const prose = (count: number) => Array.from({ length: count }, (_, number) => sentence(number)).join(" ");

describe("splitIntoWindows", () => {
  test("a short text is its own one window", () => {
    expect(splitIntoWindows("It hurts.")).toEqual(["It hurts."]);
  });

  test("a long text is split at sentence ends, each window about the same size", () => {
    const windows = splitIntoWindows(prose(100));
    expect(windows.length).toBeGreaterThan(4);
    for (const window of windows) {
      expect(window).toMatch(/^Sentence.*there\.$/s);
      expect(window.length).toBeLessThanOrEqual(960);
    }
  });

  test("every sentence is in a window, and neighbours share at least one", () => {
    const windows = splitIntoWindows(prose(100));
    for (let number = 0; number < 100; number += 1) {
      expect(windows.some((window) => window.includes(sentence(number)))).toBe(true);
    }
    for (let place = 1; place < windows.length; place += 1) {
      const first = windows[place]!.match(/number (\d+)/)![1];
      expect(windows[place - 1]).toContain(`number ${first} `);
    }
  });

  test("Chinese windows are shorter in characters, because a character costs a whole piece", () => {
    const windows = splitIntoWindows("我的背很痛，已经三个月了。".repeat(100));
    expect(Math.max(...windows.map((window) => window.length))).toBeLessThanOrEqual(240);
  });

  test("whatever the text, nothing is lost and no surrogate pair is torn", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 3000 }), (text) => {
        const windows = splitIntoWindows(text);
        let reached = 0;
        for (const window of windows) {
          if (/\p{Surrogate}/u.test(window)) return false;
          const at = text.indexOf(window, Math.max(0, reached - window.length));
          if (at === -1) return false;
          if (text.slice(reached, at).trim() !== "") return false;
          reached = Math.max(reached, at + window.length);
        }
        return text.slice(reached).trim() === "";
      }),
    );
  });

  test("one endless word without spaces is split too", () => {
    const windows = splitIntoWindows("x".repeat(20_000));
    expect(windows.length).toBeGreaterThan(20);
  });
});

describe("passagesOf", () => {
  const thread = Thread.parse({
    id: "1",
    title: "Back pain",
    question: prose(60),
    replies: [{ text: "Rest." }, { text: prose(50) }],
  });

  test("the title stands before every window of the question, and before no reply", () => {
    const passages = passagesOf(thread);
    const questions = passages.filter(({ field }) => field === "question");
    expect(questions.length).toBeGreaterThan(1);
    expect(questions.every(({ text }) => text.startsWith("Back pain\n"))).toBe(true);
    expect(passages.filter(({ field }) => field === "reply").some(({ text }) => text.includes("Back pain"))).toBe(false);
  });

  test("each passage knows its reply and its window", () => {
    const replies = passagesOf(thread).filter(({ field }) => field === "reply");
    expect(replies[0]).toMatchObject({ reply: 0, window: 0, text: "Rest." });
    expect(replies.slice(1).map(({ reply, window }) => [reply, window])).toEqual(
      replies.slice(1).map((_, window) => [1, window]),
    );
  });

  test("equal texts have equal digests, and white space does not count", () => {
    expect(questionWindows("It  hurts.\n", "Back")).toEqual(questionWindows("It hurts.", " Back "));
    expect(digestOf("a")).not.toBe(digestOf("b"));
  });
});
