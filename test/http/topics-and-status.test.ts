import { describe, expect, it } from "vitest";
import { Info } from "../../src/http/contract/status.ts";
import { TopicPage, TopicWithThreads } from "../../src/http/contract/topics.ts";
import { exampleThreads } from "./example-forum.ts";
import { createFakeApp } from "./fakes.ts";
import { AS_ADA, expectProblem, getJson, sendJson } from "./requests.ts";

describe("topics", () => {
  it("are listed a page at a time, and by department", async () => {
    const { app } = createFakeApp(exampleThreads);
    const page = TopicPage.parse(await getJson(app, "/v1/topics?limit=2"));
    expect([page.total, page.items.map(({ name }) => name)]).toEqual([3, ["Back Pain", "Wrist"]]);
    expect((await getJson(app, "/v1/topics?department=Orthopedics")).items).toMatchObject([{ name: "Wrist" }]);
  });

  it("come with their threads", async () => {
    const { app } = createFakeApp(exampleThreads);
    const topic = TopicWithThreads.parse(await getJson(app, "/v1/topics/back-pain.family-medicine?limit=1&offset=1"));
    expect(topic).toMatchObject({ name: "Back Pain", department: "Family Medicine", threadCount: 2, threads: { total: 2, offset: 1, limit: 1 } });
    expect(topic.threads.items.map(({ id }) => id)).toEqual(["a/b?c#d%e f"]);
  });

  it("that were merged are answered with the topic they went into, and are not listed", async () => {
    const { app } = createFakeApp(exampleThreads);
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { mergedInto: "back-pain.family-medicine" }, AS_ADA);
    const topic = TopicWithThreads.parse(await getJson(app, "/v1/topics/wrist.orthopedics"));
    expect(topic).toMatchObject({ id: "back-pain.family-medicine", name: "Back Pain", threadCount: 3, threads: { total: 3 } });
    expect((await getJson(app, "/v1/topics")).items.map(({ name }: { name: string }) => name)).toEqual(["Back Pain", "Posture"]);
  });

  it("have the forum's own address where an editor gave one", async () => {
    const { app } = createFakeApp(exampleThreads);
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { url: "https://forum.example/wrists" }, AS_ADA);
    const urls = (await getJson(app, "/v1/topics")).items.map(({ url }: { url: string }) => url);
    expect(urls).toEqual(["/topics/back-pain.family-medicine", "https://forum.example/wrists", "/topics/posture.rehabilitation"]);
  });

  it("that are hidden are as if they were not there", async () => {
    const { app } = createFakeApp(exampleThreads);
    await sendJson(app, "PATCH", "/v1/topics/wrist.orthopedics", { hidden: true }, AS_ADA);
    await expectProblem(app.request("/v1/topics/wrist.orthopedics"), 404, "topic_not_found");
    expect((await getJson(app, "/v1/topics?department=Orthopedics")).items).toEqual([]);
  });

  it.each(["none", "hidden-topic.hidden-department"])("do not hold %j", async (id) => {
    const { app } = createFakeApp(exampleThreads);
    await expectProblem(app.request(`/v1/topics/${id}`), 404, "topic_not_found");
  });

  it.each(["/v1/topics?limit=101", "/v1/topics?foo=1", "/v1/topics/back-pain.family-medicine?department=x", "/v1/topics/%00"])(
    "refuse %s",
    async (path) => {
      const { app } = createFakeApp(exampleThreads);
      await expectProblem(app.request(path), 400, "invalid_request");
    },
  );
});

describe("status", () => {
  it("/healthz answers whatever else is wrong", async () => {
    const { app, setStatus } = createFakeApp();
    setStatus({ ready: false });
    expect(await getJson(app, "/healthz?probe=1")).toEqual({ status: "alive" });
  });

  it("/readyz says ready, or why not and when to come back", async () => {
    const { app, setStatus } = createFakeApp();
    expect(await getJson(app, "/readyz")).toEqual({ status: "ready" });
    setStatus({ ready: false, reason: "The model is being prepared." });
    const response = await app.request("/readyz");
    expect(response.headers.get("retry-after")).toBe("2");
    expect((await expectProblem(response, 503, "not_ready")).detail).toBe("The model is being prepared.");
  });

  it("/info tells version, model, counts and index", async () => {
    const { app } = createFakeApp(exampleThreads);
    expect(Info.parse(await getJson(app, "/info"))).toMatchObject({ version: "1.2.3", counts: { threads: 4, topics: 3 } });
  });
});
