import { describe, expect, it } from "vitest";
import { IntakeAnswer } from "../../src/http/contract/threads.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, sendLines } from "./requests.ts";

const line = (id: string) => JSON.stringify({ id, question: "q" });

describe("POST /v1/threads", () => {
  it("takes good lines, and names the others with their reasons", async () => {
    const { app, stored } = createFakeApp([{ id: "old", question: "q" }]);
    const response = await sendLines(app, [line("a"), "not json", "", line("old"), '{"id":"b"}'].join("\n"));
    const answer = IntakeAnswer.parse(await response.json());
    expect(answer.threads).toEqual({ added: 1, updated: 0, unchanged: 1, quarantined: 2 });
    expect(answer.quarantined.map((one) => one.line)).toEqual([2, 5]);
    expect([...stored.keys()]).toEqual(["old", "a"]);
  });

  it.each(["application/x-ndjson", "application/jsonl", "application/ndjson; charset=utf-8"])("reads %s", async (type) => {
    const { app } = createFakeApp();
    expect((await sendLines(app, line("a"), { "content-type": type })).status).toBe(200);
  });

  it.each(["application/json", "text/plain", "application/x-ndjsonx", ""])("does not read %j", async (type) => {
    const { app, stored } = createFakeApp();
    await expectProblem(sendLines(app, line("a"), { "content-type": type }), 415, "unsupported_media_type");
    expect(stored.size).toBe(0);
  });

  it("lists a hundred bad lines and counts the rest", async () => {
    const { app } = createFakeApp();
    const answer = IntakeAnswer.parse(await (await sendLines(app, "x\n".repeat(250))).json());
    expect([answer.threads.quarantined, answer.quarantined.length]).toEqual([250, 100]);
  });

  it.each(["", "\n\n"])("refuses a body without a line: %j", async (body) => {
    const { app } = createFakeApp();
    await expectProblem(sendLines(app, body), 400, "invalid_request");
  });

  it("refuses no body at all", async () => {
    const { app } = createFakeApp();
    const init = { method: "POST", headers: { "content-type": "application/x-ndjson" } };
    await expectProblem(app.request("/v1/threads", init), 400, "invalid_request");
  });

  it("refuses parameters, and compression that it would not undo", async () => {
    const { app } = createFakeApp();
    const init = { method: "POST", body: line("a"), headers: { "content-type": "application/x-ndjson" } };
    await expectProblem(app.request("/v1/threads?limit=1", init), 400, "invalid_request");
    await expectProblem(sendLines(app, line("a"), { "content-encoding": "gzip" }), 415, "unsupported_media_type");
  });

  it("takes lines while the body still arrives, and keeps them when it grows too large", async () => {
    const { app, stored } = createFakeApp([], { mostNdjsonBytes: 2_000 });
    const storedAtPull: number[] = [];
    const body = new ReadableStream(
      {
        pull(controller) {
          storedAtPull.push(stored.size);
          controller.enqueue(new TextEncoder().encode(`${line(`t${storedAtPull.length}`).padEnd(399)}\n`));
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: "POST", body, duplex: "half", headers: { "content-type": "application/x-ndjson" } } as RequestInit;
    await expectProblem(app.request("/v1/threads", init), 413, "payload_too_large");
    expect(storedAtPull.at(-1)).toBeGreaterThan(2);
    expect(stored.size).toBe(5);
  });
});
