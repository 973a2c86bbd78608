import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Thread } from "../../src/forum/thread.ts";
import { maskThread } from "../../src/privacy/mask-thread.ts";

const SAMPLE_FORUM = new URL("../../src/sources/sample-forum.jsonl", import.meta.url);

test("all that people wrote in a thread is masked, and what the forum says of it stays", () => {
  const thread = Thread.parse({
    id: "robin@example.org",
    url: "https://example.org/threads/212-555-0123",
    title: "Mail robin@example.org",
    department: "Cardiology, 212-555-0123",
    tags: ["heart", "robin@example.org"],
    topics: ["Heart, 212-555-0123"],
    asker: { name: "robin@example.org", sex: "female", age: "40" },
    question: "Call me at 5550123.",
    moreInfo: "MRN: 00123456",
    replies: [
      { id: "r1", author: "Dr. Fenn", department: "Cardiology", text: "Ring 212-555-0123, or 911." },
      { author: "ada@example.com", text: "Nothing.", accepted: true },
    ],
  });
  expect(maskThread(thread)).toEqual({
    ...thread,
    title: "Mail [mail]",
    tags: ["heart", "[mail]"],
    asker: { name: "[mail]", sex: "female", age: "40" },
    question: "Call me at [phone].",
    moreInfo: "MRN: [id]",
    replies: [
      { id: "r1", author: "Dr. Fenn", department: "Cardiology", text: "Ring [phone], or 911." },
      { author: "[mail]", text: "Nothing.", accepted: true },
    ],
  });
});

test("a thread without personal data comes back itself", () => {
  const thread = Thread.parse({ id: "1", question: "My back hurts.", asker: { age: "40" }, replies: [{ text: "Call 911." }] });
  expect(maskThread(thread)).toBe(thread);
});

test("the sample forum holds nothing to mask, so its threads are known again when they leave", () => {
  const threads = readFileSync(SAMPLE_FORUM, "utf8").trim().split("\n").map((line) => Thread.parse(JSON.parse(line)));
  expect(threads.length).toBeGreaterThan(50);
  for (const thread of threads) expect(maskThread(thread)).toBe(thread);
});
