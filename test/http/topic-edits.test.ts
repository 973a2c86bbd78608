import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { KindredError } from "../../src/forum/errors.ts";
import { TopicEditPage, TopicRecord } from "../../src/http/contract/topic-edits.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, AS_ROBIN, expectProblem, getJson, sendJson } from "./requests.ts";

type App = ReturnType<typeof createFakeApp>["app"];

const BACK = "/v1/topics/back-pain.family-medicine";
const WRIST = "/v1/topics/wrist.orthopedics";

async function edit(app: App, path: string, changes: object, as = AS_ADA): Promise<z.infer<typeof TopicRecord>> {
  const response = await sendJson(app, "PATCH", path, changes, as);
  const answer: unknown = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return TopicRecord.strict().parse(answer);
}

const audit = async (app: App, query = "") => TopicEditPage.parse(await getJson(app, `/v1/topic-edits${query}`, AS_ADA));

describe("PATCH /v1/topics/{id}", () => {
  it("answers with all that is known of the topic, and nothing of how it is stored", async () => {
    const { app } = createFakeApp(exampleThreads);
    const record = await edit(app, BACK, { name: "Backache", aliases: ["Back Pain"], url: "/faq/backs", pinned: true });
    expect(record).toEqual({
      id: "back-pain.family-medicine", name: "Backache", department: "Family Medicine", origin: "thread", aliases: ["Back Pain"],
      url: "/faq/backs", pinned: true, hidden: false, mergedInto: null, threadCount: 2,
    });
  });

  it("leaves what is absent, and takes null for none", async () => {
    const { app } = createFakeApp(exampleThreads);
    await edit(app, BACK, { url: "/faq/backs", aliases: ["Backache"] });
    expect(await edit(app, BACK, { url: null })).toMatchObject({ name: "Back Pain", url: null, aliases: ["Backache"] });
  });

  it("reaches topics that are hidden or merged, and brings them back", async () => {
    const { app } = createFakeApp(exampleThreads);
    await edit(app, BACK, { hidden: true });
    await edit(app, WRIST, { mergedInto: "posture.rehabilitation" });
    expect(await edit(app, BACK, { hidden: false })).toMatchObject({ hidden: false });
    expect(await edit(app, WRIST, { mergedInto: null })).toMatchObject({ mergedInto: null });
    expect((await getJson(app, "/v1/topics")).total).toBe(3);
  });

  it("has names on one line, without the white space around them", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(await edit(app, BACK, { name: " Aching\n backs ", aliases: ["Back \t ache"] })).toMatchObject({ name: "Aching backs", aliases: ["Back ache"] });
  });

  it.each([
    ["no change", {}, "", "changes nothing: give at least one of name, aliases, url, pinned, hidden, mergedInto"],
    ["an unknown field", { hidden: true, department: "a" }, "department", /^is not known here; known here: name, aliases, url, pinned, hidden, mergedInto$/],
    ["a blank name", { name: " " }, "name", "is blank"],
    ["a name that is null", { name: null }, "name", /^must be string/],
    ["a broken name", { name: "a\0" }, "name", /^holds a null byte/],
    ["too long a name", { name: "n".repeat(301) }, "name", "is longer than 300 characters"],
    ["aliases that are no list", { aliases: "a" }, "aliases", /^must be array/],
    ["a blank alias", { aliases: ["a", ""] }, "aliases.1", "is blank"],
    ["an unsafe address", { url: "javascript:alert(1)" }, "url", "must start with http://, https:// or a single /"],
    ["an empty address", { url: "" }, "url", "must start with http://, https:// or a single /"],
    ["hidden that is neither true nor false", { hidden: "yes" }, "hidden", "must be true or false"],
    ["a merge into a number", { mergedInto: 5 }, "mergedInto", "must be text"],
    ["an editor other than the key's", { hidden: true, editor: "Robin" }, "editor", /^is not known here/],
    ["a list", [], "", "must be a JSON object"],
  ])("refuses %s", async (_, body, field, message) => {
    const { app } = createFakeApp(exampleThreads);
    const problem = await expectProblem(sendJson(app, "PATCH", BACK, body, AS_ADA), 400, "invalid_request");
    expect(problem.errors).toContainEqual({ field, message: typeof message === "string" ? message : expect.stringMatching(message) });
    expect((await audit(app)).total).toBe(0);
  });

  it("refuses changes in the address, other content types and bodies that are too large", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "PATCH", `${BACK}?hidden=true`, { hidden: true }, AS_ADA), 400, "invalid_request");
    await expectProblem(sendJson(app, "PATCH", BACK, { hidden: true }, { ...AS_ADA, "content-type": "text/plain" }), 415, "unsupported_media_type");
    await expectProblem(sendJson(app, "PATCH", BACK, { name: "x".repeat(300_000) }, AS_ADA), 413, "payload_too_large");
  });

  it("takes a hundred aliases of the longest", async () => {
    const { app } = createFakeApp(exampleThreads);
    const aliases = Array.from({ length: 100 }, (_, place) => `${place} ${"é".repeat(296)}`);
    const escaped = JSON.stringify({ aliases }).replaceAll("é", "\\u00e9");
    const response = await sendJson(app, "PATCH", BACK, escaped, AS_ADA);
    expect([response.status, TopicRecord.parse(await response.json()).aliases]).toEqual([200, aliases]);
  });

  it("has no topic of an unknown id", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(sendJson(app, "PATCH", "/v1/topics/none", { hidden: true }, AS_ADA), 404, "topic_not_found");
  });

  it("says which topic stands in the way, and what to do", async () => {
    const { app } = createFakeApp([...exampleThreads, { id: "5", department: "Orthopedics", topics: ["Knee"], question: "q" }]);
    const problem = await expectProblem(sendJson(app, "PATCH", WRIST, { name: "Knee" }, AS_ADA), 409, "topic_conflict");
    expect([problem.detail, problem.remedy]).toEqual(["That is the name of knee.orthopedics.", "Merge it into knee.orthopedics."]);
  });

  it("says when a name cannot be embedded just now", async () => {
    const { app, fail } = createFakeApp(exampleThreads);
    fail(new KindredError("overloaded", "too many", "later"));
    await expectProblem(sendJson(app, "PATCH", BACK, { name: "Backache" }, AS_ADA), 429, "overloaded");
  });
});

describe("GET /v1/topic-edits", () => {
  it("tells whose key changed what, the newest first, with both sides of each field", async () => {
    const { app } = createFakeApp(exampleThreads);
    await edit(app, BACK, { name: "Backache" }, AS_ROBIN);
    await edit(app, WRIST, { mergedInto: "back-pain.family-medicine" });
    const { items, total } = await audit(app);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { sequence: 2, topicId: "wrist.orthopedics", editor: "Ada", before: { mergedInto: null }, after: { mergedInto: "back-pain.family-medicine" } },
      { sequence: 1, topicId: "back-pain.family-medicine", editor: "Robin", before: { name: "Back Pain" }, after: { name: "Backache" } },
    ]);
    expect(Object.keys(items[1]!.after)).toEqual(["name"]);
  });

  it("goes from page to page, and keeps to one topic if asked", async () => {
    const { app } = createFakeApp(exampleThreads);
    for (const name of ["a", "b", "c"]) await edit(app, BACK, { name });
    await edit(app, WRIST, { hidden: true });
    expect(await audit(app, "?limit=2&offset=1")).toMatchObject({ total: 4, offset: 1, limit: 2, items: [{ sequence: 3 }, { sequence: 2 }] });
    expect(await audit(app, "?topic=wrist.orthopedics")).toMatchObject({ total: 1, items: [{ topicId: "wrist.orthopedics" }] });
    expect(await audit(app, "?topic=none")).toMatchObject({ total: 0, items: [] });
  });

  it.each(["?limit=0", "?foo=1", "?topic=", "?topic=%00"])("refuses %s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/topic-edits${query}`, { headers: AS_ADA }), 400, "invalid_request");
  });
});
