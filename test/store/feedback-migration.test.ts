import { expect, test } from "vitest";
import { openSmallForum } from "../fakes/small-forum.ts";
import { asItIs, fourthVersion, opened } from "./older-index.ts";

test("an index of the fourth version keeps all it had, has no feedback, and takes it", () => {
  const folder = fourthVersion();
  const before = asItIs(folder);
  const { feedback, ...kept } = opened(folder).rows;
  expect(feedback).toEqual([]);
  expect(kept).toEqual(before);
  const { feedbackStore } = openSmallForum(folder);
  feedbackStore.add([{ day: "2026-11-24", list: "ask", threadKey: 0, itemKey: 1, position: 1, event: "answered", count: 1 }], { wait: true });
  expect(feedbackStore.sums("2026-11-24")).toEqual([{ list: "ask", position: 1, event: "answered", count: 1 }]);
});
