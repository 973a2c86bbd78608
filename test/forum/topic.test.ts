import { describe, expect, test } from "vitest";
import { topicId } from "../../src/forum/topic.ts";

describe("topicId", () => {
  test("is readable", () => {
    expect(topicId("Back Pain", "Family Medicine")).toBe("back-pain.family-medicine");
    expect(topicId("Back Pain", null)).toBe("back-pain");
  });

  test("the same name under two departments makes two topics", () => {
    expect(topicId("Back Pain", "Orthopedics")).not.toBe(topicId("Back Pain", "Family Medicine"));
  });

  test("where the name ends and the department begins is told", () => {
    expect(topicId("Back", "Pain Medicine")).not.toBe(topicId("Back Pain", "Medicine"));
  });

  test("letter case and punctuation make no new topic", () => {
    expect(topicId("back pain", "Ear, Nose & Throat")).toBe(topicId("Back Pain", "Ear Nose & Throat"));
  });

  test("names in other scripts, of signs alone, or very long ones are told apart", () => {
    const names = ["背痛", "腰痛", "+", "C++", "C#", "C", "x".repeat(100), "x".repeat(101)];
    expect(new Set(names.map((name) => topicId(name, "内科"))).size).toBe(names.length);
    expect(topicId("背痛", null).length).toBeLessThan(80);
  });
});
