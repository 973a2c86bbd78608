import { describe, expect, test } from "vitest";
import { createClient, type Fetch } from "../../src/client/client.ts";
import { exampleThreads } from "../http/example-forum.ts";
import { createFakeApp } from "../http/fakes.ts";
import { AS_ADA } from "../http/requests.ts";

const STRANGE = "a/b?c#d%e f";
const BACK_PAIN = "back-pain.family-medicine";

/** A client that asks the real routes without a socket. */
function open(threads: readonly unknown[] = exampleThreads) {
  const forum = createFakeApp(threads);
  const asked: string[] = [];
  const fetch: Fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    asked.push(`${method} ${url}`);
    return forum.app.request(url, init);
  };
  const key = AS_ADA.authorization.slice("Bearer ".length);
  return { ...forum, asked, client: createClient("http://forum.example", { fetch }), editors: createClient("http://forum.example", { fetch, key }) };
}

describe("questions", () => {
  test("are asked of a thread with its options in the address, and of a text with them in the body", async () => {
    const { client, calls, asked } = open();
    const options = { limit: 2, minScore: 0.25, collapse: false, recency: 0.000_000_5, explain: true, department: "Family Medicine" };
    const ofThread = await client.similar({ threadId: STRANGE }, options);
    const ofText = await client.similar({ text: "A knee", title: "Knee" }, options);
    expect(ofThread.items.map(({ id }) => id)).toEqual(["1", "3"]);
    expect(ofText.items).toHaveLength(2);
    expect(calls.map(({ subject }) => subject)).toEqual([{ threadId: STRANGE }, { text: "A knee", title: "Knee" }]);
    expect(calls.map((call) => call.options)).toEqual([expect.objectContaining(options), expect.objectContaining(options)]);
    expect(asked.join()).not.toContain("knee");
  });

  test("need no options: the routes have defaults", async () => {
    const { client, calls } = open();
    for (const of of [{ threadId: "1" }, { text: "A knee" }]) {
      await client.similar(of);
      await client.relatedFaq(of);
      await client.recommendations(of);
    }
    expect(calls.map(({ method }) => method)).toEqual(["similar", "relatedTopics", "recommend", "similar", "relatedTopics", "recommend"]);
    expect(calls.map(({ options }) => options).slice(0, 3)).toEqual(calls.map(({ options }) => options).slice(3));
  });

  test("about topics, and about both, are answered in full", async () => {
    const { client } = open();
    const { items } = await client.relatedFaq({ threadId: "1" }, { limit: 1, explain: true });
    expect(items).toMatchObject([{ id: BACK_PAIN, explanation: { own: false } }]);
    const { similar, relatedFaq } = await client.recommendations({ text: "A knee" }, { limit: 1, topicLimit: 2 });
    expect([similar.items.length, relatedFaq.items.length]).toEqual([1, 2]);
  });

  test("of whoever is writing are answered with a department as well", async () => {
    const { client } = open();
    const { similar, relatedFaq, department } = await client.suggestions({ text: "A knee" }, { limit: 1, topicLimit: 2 });
    expect([similar.items.length, relatedFaq.items.length, department === null || department.share > 0]).toEqual([1, 2, true]);
  });

  test("that were answered can be told of", async () => {
    const { client, asked } = open();
    expect(await client.feedback({ event: "answered", list: "ask", item: "1", position: 1 })).toBeUndefined();
    await expect(client.feedback({ event: "answered", list: "ask" })).rejects.toMatchObject({ code: "invalid_request" });
    expect(asked).toEqual(["POST http://forum.example/v1/feedback", "POST http://forum.example/v1/feedback"]);
  });

  test("never take a way to send a request for an option of the question", async () => {
    const { client, asked } = open();
    await client.similar({ threadId: "1" }, { limit: 1, timeoutMs: 500, retries: 0, signal: new AbortController().signal });
    expect(asked).toEqual(["GET http://forum.example/v1/threads/1/similar?limit=1"]);
  });
});

describe("threads", () => {
  test("are put, read, listed and deleted, whatever their ids hold", async () => {
    const { client, stored } = open([]);
    for (const id of [STRANGE, "index", ":id", "ünïcödé 🦴", "../1"]) {
      const thread = { id, title: "A title", question: "Why?", topics: ["Knee", { name: "Bone", department: "Orthopedics" }] };
      expect(await client.threads.put(thread)).toEqual({ id, status: "added" });
      expect(await client.threads.get(id)).toMatchObject({ id, title: "A title", question: "Why?", replies: [] });
      expect((await client.threads.list({ limit: 1 })).items.map((thread) => thread.id)).toEqual([id]);
      expect(await client.threads.delete(id)).toBeUndefined();
      expect(stored.size).toBe(0);
    }
  });

  test.each(["", ".", "..", "\ud800"])("an id that no address can hold, %j, asks for nothing else by mistake", async (id) => {
    const { client, asked } = open();
    await expect(client.threads.get(id)).rejects.toMatchObject({ code: "invalid_request" });
    await expect(client.similar({ threadId: id })).rejects.toMatchObject({ code: "invalid_request" });
    expect(asked).toEqual([]);
  });

  test("go in by the thousand, in batches, and the answer counts them all", async () => {
    const { client, stored, asked } = open([]);
    async function* many() {
      for (let place = 1; place <= 1_050; place += 1) yield { id: `t${place}`, question: place % 500 === 0 ? " " : "Why?" };
    }
    expect(await client.threads.putAll(many())).toEqual({
      threads: { added: 1_048, updated: 0, unchanged: 0, quarantined: 2 },
      quarantined: [{ line: 500, reason: expect.any(String) }, { line: 1_000, reason: expect.any(String) }],
    });
    expect(stored.size).toBe(1_048);
    expect(asked).toHaveLength(11);
  });

  test("that are long go in fewer at a time, and none is no request", async () => {
    const { client, asked } = open([]);
    expect(await client.threads.putAll([])).toEqual({ threads: { added: 0, updated: 0, unchanged: 0, quarantined: 0 }, quarantined: [] });
    expect(asked).toEqual([]);
    await client.threads.putAll(Array.from({ length: 12 }, (_, place) => ({ id: String(place), question: "q".repeat(190_000) })));
    expect(asked).toHaveLength(2);
  });

  test("that cannot be used are listed up to a hundred", async () => {
    const { client } = open([]);
    const { threads, quarantined } = await client.threads.putAll(Array.from({ length: 250 }, (_, place) => ({ id: String(place), question: "" })));
    expect(threads.quarantined).toBe(250);
    expect(quarantined.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, place) => place + 1));
  });
});

test("topics are listed and read with their threads; an editor edits them and reads the audit", async () => {
  const { client, editors } = open();
  expect((await client.topics.list({ department: "Orthopedics" })).items).toMatchObject([{ name: "Wrist" }]);
  expect(await client.topics.get(BACK_PAIN, { limit: 1 })).toMatchObject({ name: "Back Pain", threads: { total: 2, items: [{ id: "1" }] } });
  expect(await editors.topics.edit(BACK_PAIN, { name: "Sore back", aliases: ["backache"] })).toMatchObject({ id: BACK_PAIN, name: "Sore back", aliases: ["backache"] });
  expect(await editors.topics.edits({ topic: BACK_PAIN })).toMatchObject({ total: 1, items: [{ topicId: BACK_PAIN, editor: "Ada" }] });
});

test("duplicates are checked by anybody, and reviewed and decided on by editors", async () => {
  const { client, editors, reviewCalls } = open();
  expect((await client.duplicates.check({ text: "My back aches", title: "Back" })).verdict).toMatch(/^(yes|maybe|no)$/);
  await editors.duplicates.pairs({ minScore: 0.5, state: "open", order: "line", limit: 3, from: "2017-01-01" });
  await editors.duplicates.clusters({ order: "certainty", offset: 0 });
  expect(reviewCalls.length).toBeGreaterThan(2);
  const made = await editors.duplicates.decide({ left: "1", right: "3", decision: "duplicate", canonical: "1", score: 0.9 });
  expect(made).toMatchObject({ left: "1", right: "3", canonical: "1", editor: "Ada" });
  const { items } = await editors.duplicates.decideAll([{ left: "1", right: "4", decision: "related" }, { left: "3", right: "4", decision: "unrelated" }]);
  expect(items.map(({ decision }) => decision)).toEqual(["related", "unrelated"]);
  expect((await editors.duplicates.decisions({ current: true, editor: "Ada" })).total).toBe(3);
});

test("what the service says of itself is told", async () => {
  const { client, setStatus } = open();
  expect(await client.info()).toMatchObject({ name: "Kindred", version: "1.2.3", ready: true });
  expect(await client.ready()).toEqual({ status: "ready" });
  setStatus({ ready: false, reason: "It is loading." });
  await expect(client.ready({ retries: 0 })).rejects.toMatchObject({ code: "not_ready", status: 503, message: "It is loading.", retryAfterSeconds: 2 });
});

test("every operation of the API has a method, but for what people and probes read", async () => {
  const { app, client, editors, asked } = open();
  const document = (await (await app.request("/openapi.json")).json()) as { paths: Record<string, Record<string, { operationId: string }>> };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  const decision = { left: "1", right: "3", decision: "duplicate" } as const;
  const thread = { id: "1", question: "Why?" };
  const text = { text: "A knee" };
  const calls = [
    client.similar({ threadId: "1" }), client.similar(text), client.relatedFaq({ threadId: "1" }), client.relatedFaq(text),
    client.recommendations({ threadId: "1" }), client.recommendations(text), client.info(), client.ready(), client.suggestions(text), client.feedback({ event: "shown", list: "similar", thread: "1", items: ["3"] }),
    client.threads.list(), client.threads.get("1"), client.threads.put(thread), client.threads.putAll([thread]), client.threads.delete("1"),
    client.topics.list(), client.topics.get("1"), client.topics.edit("1", { hidden: true }), editors.topics.edits(),
    client.duplicates.check(text), client.duplicates.pairs(), client.duplicates.clusters(), client.duplicates.cluster("1"),
    client.duplicates.decide(decision), client.duplicates.decideAll([decision]), client.duplicates.decisions(),
  ];
  // That each is asked counts here, not what comes of it.
  await Promise.allSettled(calls);
  const wasAsked = (operation: string) => {
    const pattern = new RegExp(`^${operation.replace(" ", " http://forum.example").replaceAll(/\{\w+\}/g, "[^/?]+")}(\\?|$)`);
    return asked.some((one) => pattern.test(one));
  };
  expect(operations.filter((operation) => !wasAsked(operation))).toEqual(["GET /healthz"]);
});
