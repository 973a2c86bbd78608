import { describe, expect, expectTypeOf, test } from "vitest";
import { createClient, KindredRequestError } from "../../src/client/client.ts";
import { createHastyClock, listen, refusal, repliesOf } from "./server.ts";

const DECISION = { left: "1", right: "2", decision: "related" } as const;
const overloaded = refusal(429, "overloaded", { "retry-after": "3" });
const notReady = refusal(503, "not_ready", { "retry-after": "2" });
/** What a proxy says; it cannot know whether the service had taken the request. */
const proxyBusy = { status: 503, headers: { "content-type": "text/html" }, body: "<h1>Busy</h1>" };

describe("a request is sent again", () => {
  test("where the service is overloaded or not ready, after the seconds it names", async () => {
    const { url, received } = await repliesOf(overloaded, notReady, { body: { items: [] } });
    const { clock, pauses } = createHastyClock();
    expect(await createClient(url, { clock }).relatedFaq({ text: "A knee" })).toEqual({ items: [] });
    expect(pauses).toEqual([3_000, 2_000]);
    expect(new Set(received.map(({ body }) => body))).toEqual(new Set(['{"text":"A knee"}']));
  });

  test("at the moment it names, where that is a date", async () => {
    const { url } = await repliesOf(refusal(503, "not_ready", { "retry-after": "Tue, 24 Nov 2026 09:30:05 GMT" }), { body: {} });
    const { clock, pauses } = createHastyClock(Date.parse("2026-11-24T09:30:00Z"));
    await createClient(url, { clock }).info();
    expect(pauses).toEqual([5_000]);
  });

  test("as often as was said and no more, and then the refusal is thrown", async () => {
    const { url, received } = await repliesOf(overloaded);
    const { clock, pauses } = createHastyClock();
    await expect(createClient(url, { clock }).info()).rejects.toMatchObject({ code: "overloaded", status: 429, retryAfterSeconds: 3 });
    expect([received.length, pauses.length]).toEqual([3, 2]);
    await expect(createClient(url, { clock, retries: 0 }).info()).rejects.toMatchObject({ code: "overloaded" });
    await expect(createClient(url, { clock, retries: 0 }).info({ retries: 1 })).rejects.toMatchObject({ code: "overloaded" });
    expect(received).toHaveLength(3 + 1 + 2);
  });

  test("not where it would be long until then", async () => {
    const { url, received } = await repliesOf(refusal(503, "model_unavailable", { "retry-after": "30" }));
    await expect(createClient(url).info()).rejects.toMatchObject({ code: "model_unavailable", retryAfterSeconds: 30 });
    expect(received).toHaveLength(1);
  });

  test("not where it would be refused again", async () => {
    const { url, received } = await repliesOf(refusal(404, "thread_not_found"));
    await expect(createClient(url).threads.get("1")).rejects.toMatchObject({ code: "thread_not_found" });
    expect(received).toHaveLength(1);
  });

  test("where the connection broke, if it changes nothing or the same", async () => {
    const { clock } = createHastyClock();
    for (const ask of [
      (client: ReturnType<typeof createClient>) => client.similar({ text: "A knee" }),
      (client: ReturnType<typeof createClient>) => client.threads.put({ id: "1", question: "Why?" }),
      (client: ReturnType<typeof createClient>) => client.threads.putAll([{ id: "1", question: "Why?" }]),
      (client: ReturnType<typeof createClient>) => client.threads.delete("1"),
    ]) {
      const { url, received } = await repliesOf({ hangUp: true }, { body: { threads: {}, quarantined: [] } });
      await ask(createClient(url, { clock }));
      expect(received).toHaveLength(2);
      expect(received[1]).toMatchObject({ method: received[0]!.method, path: received[0]!.path, body: received[0]!.body });
    }
  });

  test("never with a decision in it that may have been made", async () => {
    const { clock } = createHastyClock();
    for (const reply of [{ hangUp: true }, proxyBusy]) {
      const { url, received } = await repliesOf(reply);
      const client = createClient(url, { clock });
      for (const ask of [client.duplicates.decide(DECISION), client.duplicates.decideAll([DECISION]), client.topics.edit("1", { hidden: true })]) {
        await expect(ask).rejects.toThrow(KindredRequestError);
      }
      expect(received).toHaveLength(3);
    }
  });

  test("with a decision in it that the service itself refused, which was not made", async () => {
    const { url, received } = await repliesOf(overloaded, { status: 201, body: { sequence: 1 } });
    await createClient(url, { clock: createHastyClock().clock }).duplicates.decide(DECISION);
    expect(received).toHaveLength(2);
  });

  test("where only a proxy is busy, if it may be", async () => {
    const { url, received } = await repliesOf(proxyBusy, { body: {} });
    await createClient(url, { clock: createHastyClock().clock }).info();
    expect(received).toHaveLength(2);
  });
});

describe("a call ends", () => {
  test("when the time is up, with an error that says so, and is not sent again", async () => {
    let asked = 0;
    const url = await listen(() => (asked += 1));
    await expect(createClient(url, { timeoutMs: 50 }).info()).rejects.toMatchObject({ code: "timed_out", status: undefined, message: expect.stringContaining("50 ms") });
    await expect(createClient(url).info({ timeoutMs: 60 })).rejects.toMatchObject({ message: expect.stringContaining("60 ms") });
    expect(asked).toBe(2);
  });

  test("at no time where it may last for ever, or longer than a timer can", async () => {
    const { url } = await repliesOf({ body: {} }, { body: {} });
    const call = (timeoutMs: number) => createClient(url, { timeoutMs, retries: 0 }).info();
    await expect(call(Number.POSITIVE_INFINITY)).resolves.toEqual({});
    await expect(call(2 ** 31)).resolves.toEqual({});
  });

  test("when the time is up in the middle of the answer", async () => {
    const url = await listen((_, response) => response.writeHead(200, { "content-type": "application/json" }).write('{"items":'));
    await expect(createClient(url, { timeoutMs: 200 }).topics.list()).rejects.toMatchObject({ code: "timed_out" });
  });

  test("when its signal is aborted: before, while it is under way, and while it waits to be sent again", async () => {
    const leaving = new Error("I leave");
    const never = createClient(await listen(() => controller.abort(leaving)));
    let controller = new AbortController();
    await expect(never.info({ signal: controller.signal })).rejects.toBe(leaving);
    await expect(never.info({ signal: controller.signal })).rejects.toBe(leaving);

    const { url, received } = await repliesOf(refusal(429, "overloaded", { "retry-after": "9" }));
    controller = new AbortController();
    const { signal } = controller;
    const asked = createClient(url).info({ signal });
    const waiting = (async () => {
      while (received.length === 0) await new Promise(setImmediate);
      controller.abort(leaving);
    })();
    await expect(asked).rejects.toBe(leaving);
    await waiting;
    expect(received).toHaveLength(1);
  });
});

describe("an error", () => {
  test("tells what the service told: code, words, remedy, fields, request", async () => {
    const errors = [{ field: "text", message: "is empty" }];
    const reply = refusal(400, "invalid_request");
    const { url } = await repliesOf({ ...reply, body: { ...(reply.body as object), errors } });
    const error = await createClient(url).similar({ text: "" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KindredRequestError);
    expect(error).toMatchObject({ code: "invalid_request", status: 400, message: "No.", remedy: "Do something.", errors, requestId: "request-1", retryAfterSeconds: undefined });
  });

  test.each([
    { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway: A knee</h1>" },
    { status: 500, body: "not JSON at all" },
    { status: 404, headers: { "content-type": "application/json" }, body: { code: "NoSuchBucket" } },
    { status: 500, body: { title: "A problem of somebody else" } },
    { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Sign in: A knee</h1>" },
    { status: 200, body: "" },
  ])("is an answer that is not Kindred's, and repeats nothing of it: $status $body", async (reply) => {
    const { url } = await repliesOf(reply);
    const error = (await createClient(url).similar({ text: "A knee" }).catch((thrown: unknown) => thrown)) as KindredRequestError;
    expect(error).toMatchObject({ code: "unexpected_answer", status: reply.status });
    expect(error.message + error.remedy + String(error.cause)).not.toContain("knee");
  });

  test("is a service that cannot be reached, with the cause", async () => {
    const { url } = await repliesOf({ hangUp: true });
    const error = await createClient(url, { retries: 0 }).info().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unreachable", status: undefined, cause: expect.any(TypeError) });
  });

  test("can be told from all others by its code", () => {
    function whatToDo({ code }: KindredRequestError): string {
      switch (code) {
        case "unreachable":
        case "timed_out":
        case "unexpected_answer":
        case "overloaded":
        case "not_ready":
        case "model_unavailable":
        case "index_unusable":
          return "later";
        case "thread_not_found":
        case "topic_not_found":
        case "cluster_not_found":
        case "route_not_found":
          return "nothing there";
        case "key_missing":
        case "key_refused":
        case "origin_refused":
          return "sign in";
        case "invalid_request":
        case "input_unreadable":
        case "topic_conflict":
        case "method_not_allowed":
        case "unsupported_media_type":
        case "payload_too_large":
        case "configuration_invalid":
        case "internal":
          return "tell somebody";
        default:
          expectTypeOf(code).toBeNever();
          return code;
      }
    }
    expect(whatToDo(new KindredRequestError("unreachable", "", { remedy: "" }))).toBe("later");
  });
});

test("the key and further headers go with every request, and nothing else of whoever asks", async () => {
  const { url, received } = await repliesOf({ body: { threads: {}, quarantined: [] } });
  const client = createClient(`${url}/kindred/`, { key: "kindred_key", headers: { "x-forum": "knees" } });
  await client.info();
  await client.threads.putAll([{ id: "1", question: "Why?" }]);
  await client.threads.put({ id: "1", question: "Why?" });
  expect(received.map(({ path }) => path)).toEqual(["/kindred/info", "/kindred/v1/threads", "/kindred/v1/threads/1"]);
  for (const { headers } of received) expect(headers).toMatchObject({ authorization: "Bearer kindred_key", "x-forum": "knees" });
  expect(received.map(({ headers }) => headers["content-type"])).toEqual([undefined, "application/x-ndjson", "application/json"]);
});

test("what cannot be a key is refused at once, and not repeated", () => {
  for (const key of ["", "kindred key", "kindred_\n", "schlüssel"]) {
    expect(() => createClient("http://forum.example", { key })).toThrow(expect.objectContaining({ code: "key_refused", message: "This is not a key." }));
  }
});
