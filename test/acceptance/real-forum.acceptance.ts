import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNearestVectors } from "../../src/search/nearest-vectors.ts";
import { createVectorTable, scan } from "../../src/search/vector-table.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { createChangeFeed } from "../../src/store/changes.ts";
import { openDatabase } from "../../src/store/database.ts";
import { runIngest, startService, type RunningService } from "../service/processes.ts";
import { describeDuplicates } from "./real-forum-duplicates.ts";
import { describeLists } from "./real-forum-lists.ts";
import { describeTopics } from "./real-forum-topics.ts";
import { FORUM, hasSharedData, referencePages, WHERE } from "./shared-data.ts";

describe.skipIf(!hasSharedData)(`the real forum, 19,265 threads${WHERE}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "kindred-forum-"));
  let referenceId = "";

  beforeAll(async () => {
    const summary = await runIngest(folder, [...referencePages(), FORUM]);
    process.stdout.write(`Ingest: ${JSON.stringify(summary)}\n`);
    expect(summary.threads).toEqual({ added: 19_265, updated: 0, unchanged: 0, quarantined: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe("its lists", () => describeLists(folder));

  describe("its topics", () => describeTopics(folder));

  describe("its duplicates", () => describeDuplicates(folder));

  async function stop(service: RunningService): Promise<void> {
    service.process.kill("SIGTERM");
    expect(await service.ended).toBe(0);
  }

  /** The same lists from every state of the graph: what a reader sees of the whole service. */
  async function someAnswers(service: RunningService) {
    const { body } = await service.get("/v1/threads?limit=40&offset=5000");
    const ids = [referenceId, ...body.items.map(({ id }: { id: string }) => id)];
    const lists = await Promise.all(ids.map((id) => service.get(`/v1/threads/${encodeURIComponent(id)}/similar?limit=10`)));
    return lists.map(({ body: { items } }) => items);
  }

  test("the reference thread's own four similar threads are its top four, and its ten topics are all there", async () => {
    const records = [];
    for await (const record of openSource(referencePages()[0]!)) if (record.kind === "thread") records.push(record.thread);
    const [reference, ...similar] = records;
    referenceId = reference!.id;
    const service = await startService(folder);
    const answer = (await service.get(`/v1/threads/${referenceId}/similar`)).body;
    expect(answer.items.map(({ title }: { title: string }) => title).toSorted()).toEqual(similar.map(({ title }) => title!).toSorted());
    const topics = (await service.get(`/v1/threads/${referenceId}/related-faq`)).body;
    const label = ({ name, department }: { name: string; department: string }) => `${name} (${department})`;
    expect(topics.items.map(label).toSorted()).toEqual((reference!.topics as { name: string; department: string }[]).map(label).toSorted());
    await stop(service);
  });

  test("a second run embeds nothing", async () => {
    const again = await runIngest(folder, [...referencePages(), FORUM]);
    expect(again).toMatchObject({ threads: { added: 0, updated: 0, unchanged: 19_265, quarantined: 0 }, passages: 0 });
    process.stdout.write(`Second run: ${again.seconds} s\n`);
  });

  test("HNSW finds at least 99 % of what exact search finds among the ten nearest", () => {
    const database = openDatabase(folder);
    const [model] = database.prepare<[], { fingerprint: string; dimensions: number }>("SELECT fingerprint, dimensions FROM models").all();
    const table = createVectorTable(model!.dimensions);
    const vectors = createNearestVectors(table, model!.dimensions);
    for (const { passages } of createChangeFeed(database, model!).threads()) {
      for (const { vectorKey, vector } of passages) {
        if (!table.has(vectorKey)) vectors.add(vectorKey, vector);
      }
    }
    database.close();
    while (!vectors.build(1000));
    const keys = [...table.keys()];
    let found = 0;
    let asked = 0;
    for (let place = 0; place < keys.length; place += 59) {
      const vector = table.vector(keys[place]!)!;
      const exact = new Set(scan(table, table.keys(), vector, 10).map(({ key }) => key));
      found += vectors.nearest(vector, 10).filter(({ key }) => exact.has(key)).length;
      asked += 10;
    }
    process.stdout.write(`recall@10 over ${table.size} vectors, ${asked / 10} queries: ${(found / asked).toFixed(4)}\n`);
    expect(found / asked).toBeGreaterThanOrEqual(0.99);
  });

  test("a damaged or foreign snapshot is noticed, rebuilt and said, and the service answers the same", async () => {
    const graphFolder = join(folder, "graph", readdirSync(join(folder, "graph"))[0]!);
    const graphFile = () => join(graphFolder, readdirSync(graphFolder).find((name) => name.endsWith(".hnsw"))!);
    const manifest = join(graphFolder, "graph.json");
    const service = await startService(folder);
    const expected = await someAnswers(service);
    expect(service.stderr()).not.toMatch(/snapshot/);
    await stop(service);

    const damages: [string, RegExp, () => void][] = [
      ["one flipped byte", /does not match its checksum/, () => {
        const bytes = readFileSync(graphFile());
        bytes[Math.floor(bytes.length / 3)]! ^= 16;
        writeFileSync(graphFile(), bytes);
      }],
      ["truncated", /bytes where/, () => truncateSync(graphFile(), 50_000_000)],
      ["of another model", /of another model/, () => {
        writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"model": "[^"]+"/, '"model": "another/model/p1-000000000000"'));
      }],
    ];
    for (const [name, message, damage] of damages) {
      const whole = join(folder, "whole.hnsw");
      copyFileSync(graphFile(), whole);
      damage();
      const damaged = await startService(folder);
      expect(damaged.stderr(), name).toMatch(message);
      expect(await someAnswers(damaged), name).toEqual(expected);
      // The graph is whole again when nothing waits to be joined; the answers stay.
      await expect.poll(async () => (await damaged.get("/info")).body.index.pending, { timeout: 300_000, interval: 1000 }).toBe(0);
      expect(await someAnswers(damaged), name).toEqual(expected);
      await stop(damaged);
    }
    const last = await startService(folder);
    expect(last.stderr()).not.toMatch(/snapshot/);
    expect(await someAnswers(last)).toEqual(expected);
    await stop(last);
  });

  test("what an ingest adds is shown within two seconds of its end", async () => {
    const service = await startService(folder);
    await runIngest(folder, ["-"], JSON.stringify({ id: "late", question: "Does a thread that came late show at once?" }));
    const ended = performance.now();
    await expect.poll(async () => (await service.get("/v1/threads/late/similar")).status, { timeout: 2000, interval: 20 }).toBe(200);
    process.stdout.write(`Shown ${Math.round(performance.now() - ended)} ms after the ingest ended\n`);
    await stop(service);
  });
});
