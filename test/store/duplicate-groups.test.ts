import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/store/duplicate-decisions.ts";
import { openSmallForum, sourceOf } from "../fakes/small-forum.ts";
import { question } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

async function forumOf(...threads: readonly ReturnType<typeof question>[]) {
  const folder = temporaryFolder();
  const forum = openSmallForum(folder);
  await forum.ingest.putAll(sourceOf(...threads));
  const decide = (left: string, right: string, decision: Decision = "duplicate", canonical?: string) =>
    forum.decisions.decide({ left, right, decision, canonical }, "Ada");
  const group = (id: string) => (forum.duplicates.now()?.(id) ?? []).map((thread) => thread.id).join("");
  return { ...forum, folder, decide, group };
}

const five = ["a", "b", "c", "d", "e"].map((id) => question(id));

describe("a group of duplicates", () => {
  test("is every thread that a chain of decisions joins, the canonical one first, whichever is asked", async () => {
    const forum = await forumOf(...five);
    forum.decide("a", "b", "duplicate", "b");
    forum.decide("b", "c", "duplicate", "c");
    forum.decide("d", "e", "duplicate", "d");
    for (const id of ["a", "b", "c"]) expect(forum.group(id)).toBe("cba");
    expect(forum.group("e")).toBe("de");
  });

  test("is none where nothing was decided, nothing but other things, or nothing of this thread", async () => {
    const forum = await forumOf(...five);
    expect(forum.duplicates.now()).toBeUndefined();
    for (const decision of ["related", "unrelated", "skipped", "open"] as const) forum.decide("a", "b", decision);
    expect(forum.duplicates.now()).toBeUndefined();
    forum.decide("c", "d");
    expect(forum.duplicates.now()!("a")).toEqual([]);
  });

  test("falls apart when a decision that holds it together is taken back or changed, and is what it was when it is decided again", async () => {
    const forum = await forumOf(...five);
    forum.decide("a", "b", "duplicate", "a");
    forum.decide("b", "c", "duplicate", "b");
    forum.decide("b", "c", "open");
    expect([forum.group("a"), forum.group("b"), forum.group("c")]).toEqual(["ab", "ab", ""]);
    forum.decide("a", "b", "unrelated");
    expect(forum.duplicates.now()).toBeUndefined();
    forum.decide("a", "b", "duplicate", "b");
    expect(forum.group("a")).toBe("ba");
  });

  test("falls back on the next one while its canonical thread is hidden, and does not fall apart", async () => {
    const forum = await forumOf(...five.slice(0, 2), question("c", [], { replies: [{ text: "Yes." }] }));
    forum.decide("a", "b", "duplicate", "b");
    forum.decide("b", "c", "duplicate", "b");
    expect(forum.group("a")).toBe("bca");
    await forum.ingest.put({ ...five[1]!, visibility: "private" });
    expect([forum.group("a"), forum.group("c")]).toEqual(["ca", "ca"]);
    forum.ingest.remove("b");
    expect(forum.group("a")).toBe("ca");
    await forum.ingest.put({ ...five[0]!, visibility: "archived" });
    expect([forum.group("c"), forum.group("a")]).toEqual(["", ""]);
    await forum.ingest.put(five[0]!);
    await forum.ingest.put(five[1]!);
    expect(forum.group("c")).toBe("bca");
  });

  test("is known to another process from the moment it is decided, and to one that starts later", async () => {
    const forum = await forumOf(...five);
    const other = openSmallForum(forum.folder);
    expect(other.duplicates.now()).toBeUndefined();
    forum.decide("a", "b", "duplicate", "b");
    const told = () => other.duplicates.now()?.("a").map(({ id }) => id);
    expect(told()).toEqual(["b", "a"]);
    forum.decide("a", "b", "duplicate", "a");
    expect(told()).toEqual(["a", "b"]);
    expect(openSmallForum(forum.folder).duplicates.now()!("b").map(({ id }) => id)).toEqual(["a", "b"]);
    forum.decide("a", "b", "open");
    expect(told()).toBeUndefined();
  });
});
