import { describe, expect, it } from "vitest";
import { Thread } from "../../src/forum/thread.ts";
import { fragmentLifetime } from "../../src/web/fragment-lifetime.ts";

const now = new Date("2026-11-24T12:00:00Z");
const DAY = 86_400;

/** Seconds that a thread's fragment may be kept. */
function secondsOf(given: Partial<Thread>, most = DAY): number {
  const header = fragmentLifetime(Thread.parse({ id: "1", question: "q", ...given }), most, now);
  return Number(/^public, max-age=(\d+)$/.exec(header)?.[1]);
}
const reply = (repliedAt?: string) => ({ text: "a", repliedAt });

describe("how long a fragment may be kept", () => {
  it("is a tenth of the thread's age", () => {
    expect(secondsOf({ askedAt: "2026-11-24T02:00:00Z" })).toBe(3_600);
    expect(secondsOf({ askedAt: "2026/11/23 12:00" })).toBe(8_640);
  });

  it("is counted from the newest reply", () => {
    expect(secondsOf({ askedAt: "2001-01-01", replies: [reply("2026-11-24T02:00:00Z"), reply("2026-11-20")] })).toBe(3_600);
  });

  it("is a minute at least, and what the setting says at most", () => {
    expect(secondsOf({ askedAt: "2026-11-24T11:59:00Z" })).toBe(60);
    expect(secondsOf({ askedAt: "2030-01-01" })).toBe(60);
    expect(secondsOf({ askedAt: "2001-01-01" })).toBe(DAY);
    expect(secondsOf({ askedAt: "2001-01-01" }, 30)).toBe(30);
    expect(secondsOf({ askedAt: "2026-11-24T11:59:00Z" }, 30)).toBe(30);
  });

  it.each<[string, Partial<Thread>]>([
    ["is not told", {}],
    ["is free text", { askedAt: "visit 5" }],
    ["of a reply is not told", { askedAt: "2001-01-01", replies: [reply("2001-01-02"), reply()] }],
    ["of a reply is free text", { askedAt: "2001-01-01", replies: [reply("yesterday"), reply("2001-01-02")] }],
    ["is no day", { askedAt: "2026-13-45" }],
  ])("is short where a date %s", (_what, given) => {
    expect(secondsOf(given)).toBe(60);
  });

  it("is not at all where they must ask each time", () => {
    expect(fragmentLifetime(Thread.parse({ id: "1", question: "q", askedAt: "2001-01-01" }), 0, now)).toBe("no-cache");
  });
});
