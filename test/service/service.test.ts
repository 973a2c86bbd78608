import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXCERPT_LENGTH } from "../../src/forum/excerpt.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand, startService } from "./processes.ts";

const sample = readFileSync(new URL("../../src/sources/sample-forum.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Thread);

describe("the service, started as npm start starts it", () => {
  test("fills an empty index with the sample forum, answers, and ends cleanly on SIGTERM", async () => {
    const service = await startService(temporaryFolder());
    const ready = await service.get("/readyz");
    expect(ready.status).toBe(200);
    expect((await service.get("/info")).body.counts.threads).toBe(sample.length);
    const { body } = await service.get(`/v1/threads/${sample[0]!.id}/recommendations`);
    expect(body.similar.items).toHaveLength(4);
    expect(body.relatedFaq.items).toHaveLength(10);
    for (const { id, question, reply } of body.similar.items) {
      expect(id).not.toBe(sample[0]!.id);
      expect(question.excerpt.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
      expect(reply.excerpt.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
    }
    const page = await service.get(`/threads/${sample[0]!.id}`);
    expect(page.body).toContain("Similar Q&amp;A");
    expect(page.body).toContain("Related FAQ");
    service.process.kill("SIGTERM");
    expect(await service.ended).toBe(0);
  });

  test("shows what was put within a second, and nothing of what was deleted, also after a restart", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder);
    const thread = {
      title: "Purple spots on both elbows after gardening",
      question: "Since I weeded the rockery I have purple itchy spots on both elbows. Is it an allergy to the plants?",
      replies: [{ author: "Dr. Fern Test", text: "Most likely a plant rash; wash the skin and keep the elbows covered next time." }],
      topics: ["Elbow Spots"],
    };
    const asked = { text: "purple spots on my elbows after gardening", limit: 10 };
    expect((await service.send("PUT", "/v1/threads/elbows", thread)).body).toEqual({ id: "elbows", status: "added" });
    const found = await service.send("POST", "/v1/similar", asked);
    expect(found.body.items[0]).toMatchObject({ id: "elbows", reply: { author: "Dr. Fern Test" } });
    expect((await service.send("PUT", "/v1/threads/elbows", thread)).body.status).toBe("unchanged");

    expect((await service.send("DELETE", "/v1/threads/elbows")).status).toBe(204);
    const gone = async (running: typeof service) => {
      const answers = [
        await running.send("POST", "/v1/similar", asked),
        await running.send("POST", "/v1/related-faq", { text: asked.text, limit: 50 }),
        await running.get("/v1/threads/elbows"),
        await running.get("/v1/threads/elbows/similar"),
        await running.get("/threads/elbows"),
        await running.get("/v1/topics?limit=100"),
        await running.get("/topics"),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404, 404, 200, 200]);
      expect(JSON.stringify(answers)).not.toMatch(/elbow spots|purple spots on both|Fern Test/i);
    };
    await gone(service);
    service.process.kill("SIGKILL");
    await service.ended;
    await gone(await startService(folder));
  });

  test("a private thread is in none of 500 answers", async () => {
    const service = await startService(temporaryFolder());
    const hidden = sample.filter((_, place) => place % 10 === 3);
    for (const [place, thread] of hidden.entries()) {
      const visibility = place % 2 === 0 ? "private" : "archived";
      expect((await service.send("PUT", `/v1/threads/${thread.id}`, { ...thread, visibility })).status).toBe(200);
    }
    const hiddenIds = new Set(hidden.map(({ id }) => id));
    let answers = 0;
    const check = (body: { items: { id: string }[] }) => {
      answers += 1;
      expect(body.items.length).toBeGreaterThan(0);
      expect(body.items.filter(({ id }) => hiddenIds.has(id))).toEqual([]);
    };
    for (const thread of sample) {
      // The hidden thread's own text is what would find it first.
      const [byText, byTitle, byId] = await Promise.all([
        service.send("POST", "/v1/similar", { text: thread.question, title: thread.title, limit: 30, minScore: 0, collapse: false }),
        service.send("POST", "/v1/similar", { text: thread.title, limit: 30, minScore: 0 }),
        service.get(`/v1/threads/${thread.id}/similar?limit=30&minScore=0`),
      ]);
      check(byText.body);
      check(byTitle.body);
      if (hiddenIds.has(thread.id)) expect(byId.status).toBe(404);
      else check(byId.body);
    }
    expect(answers).toBeGreaterThanOrEqual(500);
    const pages = await Promise.all([...hiddenIds].map((id) => service.get(`/threads/${id}`)));
    expect(pages.every(({ status }) => status === 404)).toBe(true);
    // No line of the log repeats what somebody asked.
    expect(service.stderr()).not.toMatch(/toddler|headache|back pain|migraine/i);
  });

  test("shows what an ingest beside it adds soon, without a restart", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder, { SAMPLE_FORUM: "false" });
    expect((await service.get("/v1/threads")).body.total).toBe(0);
    const lines = sample.slice(0, 30).map((thread) => JSON.stringify({ ...thread, id: `own-${thread.id}` })).join("\n");
    const summary = await runIngest(folder, ["-"], lines);
    expect(summary.threads).toEqual({ added: 30, updated: 0, unchanged: 0, quarantined: 0 });
    await expect
      .poll(async () => (await service.get(`/v1/threads/own-${sample[0]!.id}/similar`)).body.items?.length, { timeout: 15_000 })
      .toBe(4);
    expect((await runIngest(folder, ["-"], lines)).passages).toBe(0);
  });

  test("SIGTERM in the middle of much writing ends with 0, and what was committed is there afterwards", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder, { SAMPLE_FORUM: "false" });
    const lines = Array.from({ length: 4000 }, (_, number) => JSON.stringify({ id: `${number}`, question: `Question ${number}: ${sample[number % sample.length]!.question}` }));
    const sent = fetch(`${service.url}/v1/threads`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: lines.join("\n"),
    }).catch(() => undefined);
    await expect.poll(async () => (await service.get("/info")).body.counts.threads, { timeout: 30_000 }).toBeGreaterThan(0);
    const before = (await service.get("/info")).body.counts.threads;
    service.process.kill("SIGTERM");
    // Asked twice, as npm and a terminal do.
    service.process.kill("SIGTERM");
    expect(await service.ended).toBe(0);
    await sent;
    const again = await startService(folder, { SAMPLE_FORUM: "false" });
    const { total, items } = (await again.get("/v1/threads?limit=1")).body;
    expect(total).toBeGreaterThanOrEqual(before);
    expect((await again.get(`/v1/threads/${items[0].id}/similar`)).body.items.length).toBeGreaterThan(0);
  });

  test("a first start that is killed while the sample forum goes in is finished by the next", async () => {
    const folder = temporaryFolder();
    const first = await startCommand("src/main.ts", [], { INDEX_DIR: folder, PORT: "0" });
    await expect.poll(() => existsSync(join(folder, "kindred.sqlite")), { timeout: 30_000, interval: 5 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 600));
    first.process.kill("SIGKILL");
    await first.ended;
    const second = await startService(folder);
    expect((await second.get("/v1/threads")).body.total).toBe(sample.length);
  });

  test("a start that fails ends, and says what to do", async () => {
    const taken = await startService(temporaryFolder(), { SAMPLE_FORUM: "false" });
    const command = await startCommand("src/main.ts", [], { INDEX_DIR: temporaryFolder(), SAMPLE_FORUM: "false", PORT: new URL(taken.url).port });
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toMatch(/PORT=/);
    const wrong = await startCommand("src/main.ts", [], { INDEX_DIR: temporaryFolder(), PORT: "abc" });
    expect(await wrong.ended).toBe(1);
    expect(wrong.stderr()).toMatch(/PORT/);
  });

  test("the sample forum makes room for a real one", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder);
    service.process.kill("SIGTERM");
    await service.ended;
    const own = JSON.stringify({ id: "1", question: "Does the sample forum stay?" });
    await runIngest(folder, ["-"], own);
    const again = await startService(folder);
    expect((await again.get("/v1/threads")).body).toMatchObject({ total: 1, items: [{ id: "1" }] });
  });
});
