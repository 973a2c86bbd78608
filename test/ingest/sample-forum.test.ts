import { describe, expect, test } from "vitest";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const real = threadOf({ id: "real", question: "A real question?" });
const all = async (source: AsyncIterable<unknown>) => {
  for await (const _ of source);
};

describe("the sample forum", () => {
  test("fills an empty index once, and no index that holds anything", async () => {
    const empty = openSmallForum(temporaryFolder());
    expect(await empty.sample.fill()).toBe(true);
    expect(empty.reader.counts().threads).toBeGreaterThanOrEqual(160);
    expect(await empty.sample.fill()).toBe(false);
    const used = openSmallForum(temporaryFolder());
    await used.ingest.put(real);
    expect(await used.sample.fill()).toBe(false);
    expect(used.reader.counts().threads).toBe(1);
  });

  test("leaves with the first real thread, but for threads that somebody changed; and never comes back", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.sample.fill();
    const changed = { ...forum.reader.thread("sample-1001")!, title: "Changed by an editor" };
    await forum.ingest.put(changed);
    let left = 0;
    await forum.ingest.putAll(forum.sample.makeRoomFor(sourceOf(real), (threads) => (left += threads)));
    expect(left).toBeGreaterThanOrEqual(159);
    expect(forum.reader.threads({ offset: 0, limit: 10 }).items.map(({ id }) => id).toSorted()).toEqual(["real", "sample-1001"]);
    forum.ingest.remove("real");
    expect(await forum.sample.fill()).toBe(false);
  });

  test("ingested itself, it stays, and nothing is embedded again", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.sample.fill();
    const embedded = forum.embedder.texts.length;
    const same = forum.reader.thread("sample-1001")!;
    await all(forum.sample.makeRoomFor(sourceOf(same), () => expect.unreachable()));
    expect(forum.embedder.texts).toHaveLength(embedded);
  });

  test("a leaving that is cut short goes on with the next real thread", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.sample.fill();
    const { remove } = forum.ingest;
    let removed = 0;
    Object.assign(forum.ingest, {
      remove: (id: string) => {
        removed += 1;
        if (removed === 20) throw new Error("killed");
        return remove(id);
      },
    });
    await expect(all(forum.sample.makeRoomFor(sourceOf(real), () => undefined))).rejects.toThrow("killed");
    Object.assign(forum.ingest, { remove });
    await forum.ingest.putAll(forum.sample.makeRoomFor(sourceOf(real), () => undefined));
    expect(forum.reader.counts().threads).toBe(1);
  });
});
