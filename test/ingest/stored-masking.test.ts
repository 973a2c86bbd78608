import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Thread } from "../../src/forum/thread.ts";
import { createStoredMasking } from "../../src/ingest/stored-masking.ts";
import { maskThread } from "../../src/privacy/mask-thread.ts";
import { MASKING_RULES } from "../../src/privacy/masks.ts";
import { createThreadWriter } from "../../src/store/writing.ts";
import { createVectorStore } from "../../src/store/vectors.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const SECRETS = ["robin.fenn@example.org", "212-555-0123", "219-09-9999", "5550147"];
const back = threadOf({
  id: "back",
  title: "Back pain (robin.fenn@example.org)",
  question: "My back hurts. Call me at 5550147.",
  replies: [{ author: "Dr. Fenn", text: "Ring 212-555-0123, or 911." }],
});
const hidden = threadOf({ id: "hidden", question: "My SSN is 219-09-9999.", visibility: "private" });
const knee = threadOf({ id: "knee", question: "My knee hurts on stairs." });

/** Threads that differ, each with personal data. */
const many = (count: number) => Array.from({ length: count }, (_, number) => threadOf({ id: `m${number}`, question: `Question ${number} of robin.fenn@example.org` }));

/** All bytes of an index, as text; the write-ahead log is in the database once it is closed. */
const bytesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"))
    .join("\n");

const revisionsOf = (forum: ReturnType<typeof openSmallForum>) => forum.feed.newestSequence();

describe("an index", () => {
  test("holds nothing of the personal data that came in, wherever it stood", async () => {
    const folder = temporaryFolder();
    const forum = openSmallForum(folder);
    await forum.ingest.putAll(sourceOf(back, hidden, knee));
    await forum.ingest.put({ ...knee, id: "knee 2", question: "My knee hurts: 212-555-0123." });
    expect(forum.reader.thread("back")).toMatchObject({ title: "Back pain ([mail])", question: "My back hurts. Call me at [phone].", replies: [{ author: "Dr. Fenn", text: "Ring [phone], or 911." }] });
    expect(forum.embedder.texts.join("\n")).not.toMatch(/fenn@|555|9999/);
    await forum.close();
    const bytes = bytesOf(folder);
    expect(bytes).toContain("My knee hurts");
    for (const secret of SECRETS) expect(bytes).not.toContain(secret);
  });

  test("takes a thread that was masked for unchanged when it comes again", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(sourceOf(back, hidden));
    expect((await forum.ingest.putAll(sourceOf(back, hidden))).threads).toMatchObject({ unchanged: 2 });
    expect(await forum.ingest.put(maskThread(back))).toBe("unchanged");
  });

  test("keeps threads as they are where nothing is to be masked", async () => {
    const forum = openSmallForum(temporaryFolder(), undefined, { maskPersonalData: false });
    await forum.ingest.put(back);
    expect(await forum.maskStored()).toBe(0);
    expect(forum.reader.thread("back")).toEqual(back);
  });
});

describe("an index from before", () => {
  async function unmasked(threads: readonly Thread[]) {
    const folder = temporaryFolder();
    const before = openSmallForum(folder, undefined, { maskPersonalData: false });
    await before.ingest.putAll(sourceOf(...threads));
    await before.close();
    for (const secret of SECRETS) if (JSON.stringify(threads).includes(secret)) expect(bytesOf(folder)).toContain(secret);
    return folder;
  }

  test("is masked once, what is hidden too, and then holds nothing of what stood there", async () => {
    const folder = await unmasked([back, hidden, knee]);
    const forum = openSmallForum(folder);
    expect(await forum.maskStored()).toBe(2);
    const after = revisionsOf(forum);
    expect(await forum.maskStored()).toBe(0);
    expect(revisionsOf(forum)).toBe(after);
    expect(forum.reader.thread("back")).toEqual(maskThread(back));
    expect(forum.reader.thread("hidden")).toBeUndefined();
    await forum.close();
    const bytes = bytesOf(folder);
    for (const secret of SECRETS) expect(bytes).not.toContain(secret);
    expect(bytes).toContain("My SSN is [id].");
  });

  test("is looked through slice by slice, and a kill in the middle leaves the rest for the next time", async () => {
    const threads = many(600);
    const forum = openSmallForum(await unmasked(threads));
    let puts = 0;
    const killed = createStoredMasking({
      writer: createThreadWriter(forum.database, createVectorStore(forum.database, forum.embedder)),
      settings: forum.settings,
      mask: maskThread,
      rules: MASKING_RULES,
      ingest: {
        put: (thread) => {
          puts += 1;
          if (puts > 300) throw new Error("killed");
          return forum.ingest.put(thread);
        },
      },
    });
    await expect(killed()).rejects.toThrow("killed");
    const masked = await forum.maskStored();
    expect(masked).toBeGreaterThan(0);
    expect(masked).toBeLessThan(600 - 255);
    for (const thread of threads) expect(forum.reader.thread(thread.id)).toEqual(maskThread(thread));
    expect(await forum.maskStored()).toBe(0);
  });

  test("is looked through again when the rules change, and after a time without masking", async () => {
    const folder = await unmasked([knee]);
    const forum = openSmallForum(folder);
    await forum.maskStored();
    expect(forum.settings.maskedUpTo(MASKING_RULES)).toBe(Infinity);
    expect(forum.settings.maskedUpTo(MASKING_RULES + 1)).toBe(0);
    await forum.close();
    const open = openSmallForum(folder, undefined, { maskPersonalData: false });
    await open.maskStored();
    await open.ingest.put(back);
    await open.close();
    expect(await openSmallForum(folder).maskStored()).toBe(1);
  });

  test("does not bring back what a later write changed or hid meanwhile", async () => {
    const forum = openSmallForum(await unmasked([back, hidden]));
    const masking = forum.maskStored();
    const edited = { ...back, question: "My back is well again." };
    await Promise.all([masking, forum.ingest.put({ ...hidden, visibility: "public", question: "Shown now." }), forum.ingest.put(edited)]);
    expect(forum.reader.thread("back")).toEqual(maskThread(edited));
    expect(forum.reader.thread("hidden")?.question).toBe("Shown now.");
  });
});
