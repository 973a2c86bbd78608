import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { openSmallForum, sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, sendJson } from "./requests.ts";

const FEEDBACK = "/v1/feedback";
const STRANGE = "a/b?c#d%e f";

const shown = { event: "shown", list: "similar", thread: "1", items: ["3", STRANGE] };
const clicked = { event: "clicked", list: "similar", thread: "1", item: "3", position: 1 };
const answered = { event: "answered", list: "ask", item: "3", position: 100 };

describe("POST /v1/feedback", () => {
  it.each([
    ["a list that was shown", shown],
    ["an empty one, for a text", { event: "shown", list: "ask", items: [] }],
    ["a click", clicked],
    ["what helped", { ...clicked, event: "helpful", list: "related-faq", item: "back-pain.family-medicine" }],
    ["what did not", { ...clicked, event: "unhelpful" }],
    ["what answered a question that was about to be asked", answered],
  ])("takes %s, and says nothing", async (_, sent) => {
    const { app, feedback } = createFakeApp(exampleThreads);
    const response = await sendJson(app, "POST", FEEDBACK, sent);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(feedback).toEqual([sent]);
  });

  it.each(["text/plain", "text/plain;charset=UTF-8", "Text/Plain; charset=utf-8", "application/json; charset=utf-8"])("reads %s as JSON", async (type) => {
    const { app, feedback } = createFakeApp(exampleThreads);
    expect((await sendJson(app, "POST", FEEDBACK, clicked, { "content-type": type })).status).toBe(204);
    expect(feedback).toEqual([clicked]);
  });

  it("takes what a browser sends of a text by itself", async () => {
    const { app, feedback } = createFakeApp(exampleThreads);
    // No header of ours: fetch and sendBeacon name the type of a text themselves.
    const response = await app.request(new Request(`http://localhost${FEEDBACK}`, { method: "POST", body: JSON.stringify(clicked) }));
    expect([response.status, feedback]).toEqual([204, [clicked]]);
  });

  it.each(["application/x-www-form-urlencoded", "application/jsonl", "text/html", "text/plainer", "multipart/form-data", ""])("refuses %j", async (type) => {
    const { app, feedback } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "POST", FEEDBACK, clicked, { "content-type": type }), 415, "unsupported_media_type");
    expect(feedback).toEqual([]);
  });

  it.each([
    ["no event", { ...clicked, event: undefined }, "event", "must be shown, clicked, helpful, unhelpful or answered"],
    ["another event", { ...clicked, event: "bought" }, "event", "must be shown, clicked, helpful, unhelpful or answered"],
    ["another list", { ...clicked, list: "all" }, "list", "must be similar, related-faq or ask"],
    ["a click on nothing", { ...clicked, item: undefined }, "item", "is required"],
    ["a click nowhere", { ...clicked, position: undefined }, "position", "is required"],
    ["a click at 0", { ...clicked, position: 0 }, "position", "must be at least 1"],
    ["a click at 101", { ...clicked, position: 101 }, "position", "must be at most 100"],
    ["a click at a half", { ...clicked, position: 1.5 }, "position", "must be a whole number"],
    ["a click on a list", { ...clicked, items: ["3"] }, "items", "does not belong to clicked"],
    ["a list without items", { ...shown, items: undefined }, "items", "is required"],
    ["a list with an item", { ...shown, item: "3" }, "item", "does not belong to shown"],
    ["more than 100 items", { ...shown, items: Array.from({ length: 101 }, (_, place) => String(place)) }, "items", "holds more than 100 ids"],
    ["an item that is no id", { ...shown, items: ["3", "a\nb"] }, "items.1", /control character/],
    ["an id that is too long", { ...clicked, thread: "x".repeat(201) }, "thread", "is longer than 200 characters"],
    ["who somebody is", { ...clicked, user: "Ada" }, "user", /^is not known here; known here: event, list, thread, items, item, position$/],
    ["what was asked", { ...clicked, text: "my own words" }, "text", /^is not known here/],
  ])("refuses %s", async (_, sent, field, message) => {
    const { app, feedback } = createFakeApp(exampleThreads);
    const problem = await expectProblem(sendJson(app, "POST", FEEDBACK, sent), 400, "invalid_request");
    expect(problem.errors).toContainEqual({ field, message: typeof message === "string" ? message : expect.stringMatching(message) });
    expect(JSON.stringify(problem)).not.toContain("my own words");
    expect(feedback).toEqual([]);
  });

  it("refuses anything in the address", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "POST", `${FEEDBACK}?thread=1`, clicked), 400, "invalid_request");
  });

  it("takes a hundred of the longest ids, however they are written, and no more than that", async () => {
    const { app, feedback } = createFakeApp(exampleThreads);
    const id = "\\u0041".repeat(200);
    const longest = JSON.stringify({ ...shown, thread: "T", items: ["I"] }).replace('"T"', `"${id}"`).replace('"I"', Array.from({ length: 100 }, () => `"${id}"`).join());
    expect((await sendJson(app, "POST", FEEDBACK, longest)).status).toBe(204);
    expect(feedback).toEqual([{ ...shown, thread: "A".repeat(200), items: Array.from({ length: 100 }, () => "A".repeat(200)) }]);
    await expectProblem(sendJson(app, "POST", FEEDBACK, longest + " ".repeat(20_000)), 413, "payload_too_large");
  });

  it("takes or refuses any JSON, and keeps what is public alone", async () => {
    const forum = openSmallForum(temporaryFolder());
    await forum.ingest.putAll(sourceOf(...["1", "3"].map((id) => threadOf({ id, question: `Question ${id}` })), threadOf({ id: "private", question: "Nobody may know", visibility: "private" })));
    const app = createApp({ ...createFakeApp().services, feedback: forum.feedback }, { version: "1.2.3", log: () => undefined });
    const id = fc.constantFrom("1", "3", "private", "absent", STRANGE, "");
    const likely = fc.record(
      {
        event: fc.constantFrom("shown", "clicked", "helpful", "unhelpful", "answered", "other"),
        list: fc.constantFrom("similar", "related-faq", "ask"),
        thread: id, item: id, items: fc.array(id, { maxLength: 4 }), position: fc.integer({ min: 0, max: 101 }),
      },
      { requiredKeys: ["event", "list"] },
    );
    const click = fc.record({ event: fc.constantFrom("clicked", "helpful"), list: fc.constantFrom("similar", "ask"), item: id, position: fc.integer({ min: 1, max: 3 }) });
    const sent = fc.oneof(fc.jsonValue(), likely, click).map((one) => JSON.stringify(one));
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(sent, fc.constantFrom("application/json", "text/plain"), async (body, type) => {
        const { status } = await sendJson(app, "POST", FEEDBACK, body, { "content-type": type });
        expect([204, 400]).toContain(status);
        statuses.add(status);
      }),
      { numRuns: 1_000 },
    );
    forum.feedback.stop();
    expect(statuses).toEqual(new Set([204, 400]));
    const keys = [0, forum.feedbackStore.threadKey("1"), forum.feedbackStore.threadKey("3")];
    const rows = forum.database.prepare<[], { thread_key: number; item_key: number }>("SELECT thread_key, item_key FROM feedback").all();
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(keys, JSON.stringify(row)).toEqual(expect.arrayContaining([row.thread_key, row.item_key]));
  }, 30_000);
});
