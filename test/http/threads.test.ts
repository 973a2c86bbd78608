import { describe, expect, it } from "vitest";
import { Thread } from "../../src/forum/thread.ts";
import { PutAnswer, ThreadPage } from "../../src/http/contract/threads.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { expectProblem, getJson, sendJson } from "./requests.ts";

describe("GET /v1/threads/{id}", () => {
  it("answers the whole thread", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(Thread.parse(await getJson(app, "/v1/threads/1"))).toEqual(Thread.parse(exampleThreads[0]));
  });

  it.each(["none", "private", "archived"])("knows no thread %j", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/threads/${id}`), 404, "thread_not_found");
  });

  it.each(["%00", "a%0Ab", "%20", "x".repeat(201)])("refuses the id %j as one that no thread can have", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/threads/${id}`), 400, "invalid_request");
  });

  it("takes no parameters", async () => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request("/v1/threads/1?limit=3"), 400, "invalid_request");
  });
});

describe("PUT /v1/threads/{id}", () => {
  it("says added, then unchanged, then updated", async () => {
    const { app, stored } = createFakeApp();
    const put = async (question: string) => {
      const response = await sendJson(app, "PUT", "/v1/threads/a%2Fb", { question });
      return [response.status, PutAnswer.parse(await response.json()), response.headers.get("location")];
    };
    expect(await put("one")).toEqual([201, { id: "a/b", status: "added" }, "/v1/threads/a%2Fb"]);
    expect(await put("one")).toEqual([200, { id: "a/b", status: "unchanged" }, null]);
    expect(await put("two")).toEqual([200, { id: "a/b", status: "updated" }, null]);
    expect(stored.get("a/b")).toMatchObject({ id: "a/b", question: "two", visibility: "public", replies: [] });
  });

  it("takes every field of a thread", async () => {
    const { app, stored } = createFakeApp();
    expect((await sendJson(app, "PUT", "/v1/threads/1", exampleThreads[0])).status).toBe(201);
    expect(stored.get("1")).toEqual(Thread.parse(exampleThreads[0]));
  });

  it("hides a thread that becomes private", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect((await sendJson(app, "PUT", "/v1/threads/1", { question: "q", visibility: "private" })).status).toBe(200);
    await expectProblem(app.request("/v1/threads/1"), 404, "thread_not_found");
  });

  it.each<[string, unknown, string]>([
    ["another id than in the path", { id: "2", question: "q" }, "id"],
    ["no question", { title: "t" }, "question"],
    ["an empty question", { question: " " }, "question"],
    ["a lone surrogate in a reply", '{"question":"q","replies":[{"text":"\\udfff"}]}', "replies.0.text"],
    ["a null byte in the title", { question: "q", title: "a\0" }, "title"],
    ["a misspelt field", { question: "q", titel: "t" }, "titel"],
    ["a misspelt field of a reply", { question: "q", replies: [{ text: "a", auhtor: "b" }] }, "replies.0.auhtor"],
    ["a misspelt field of the asker", { question: "q", asker: { nmae: "b" } }, "asker.nmae"],
    ["a visibility that there is not", { question: "q", visibility: "secret" }, "visibility"],
    ["a link that runs something", { question: "q", url: "javascript:alert(1)" }, "url"],
    ["a topic that is a number", { question: "q", topics: [3] }, "topics.0"],
    ["text for a list", { question: "q", tags: "a" }, "tags"],
    ["a question beyond the longest", { question: "x".repeat(200_001) }, "question"],
  ])("refuses %s", async (_, body, field) => {
    const { app, stored } = createFakeApp();
    const problem = await expectProblem(sendJson(app, "PUT", "/v1/threads/1", body), 400, "invalid_request");
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect(stored.size).toBe(0);
  });

  it("refuses a body that is too large, before reading it all", async () => {
    const { app } = createFakeApp([], { mostBodyBytes: 1_000 });
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode(" ".repeat(400)));
      },
    });
    const init = { method: "PUT", body, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit;
    await expectProblem(app.request("/v1/threads/1", init), 413, "payload_too_large");
    expect(pulled).toBeLessThan(6);
  });
});

describe("DELETE /v1/threads/{id}", () => {
  it.each(["1", "private"])("removes the thread %j, and then knows it no more", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    const response = await app.request(`/v1/threads/${id}`, { method: "DELETE" });
    expect([response.status, await response.text()]).toEqual([204, ""]);
    await expectProblem(app.request(`/v1/threads/${id}`, { method: "DELETE" }), 404, "thread_not_found");
  });
});

describe("GET /v1/threads", () => {
  it("lists public threads, a page at a time", async () => {
    const { app } = createFakeApp(exampleThreads);
    const all = ThreadPage.parse(await getJson(app, "/v1/threads"));
    expect([all.total, all.offset, all.limit, all.items.map(({ id }) => id)]).toEqual([4, 0, 20, ["1", "a/b?c#d%e f", "3", "4"]]);
    const page = ThreadPage.parse(await getJson(app, "/v1/threads?offset=2&limit=1"));
    expect([page.total, page.offset, page.limit, page.items.map(({ id }) => id)]).toEqual([4, 2, 1, ["3"]]);
  });

  it("lists one department", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect((await getJson(app, "/v1/threads?department=Family+Medicine")).total).toBe(2);
    expect((await getJson(app, "/v1/threads?department=Hidden%20Department")).total).toBe(0);
  });

  it.each(["limit=101", "limit=0", "offset=-1", "offset=x", "page=2"])("refuses ?%s", async (query) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/threads?${query}`), 400, "invalid_request");
  });
});
