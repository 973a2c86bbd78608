import { describe, expect, it } from "vitest";
import { createFakeApp } from "../http/fakes.ts";
import { expectHarmless } from "./harmless.ts";
import { ATTACKS, hostileThread } from "./hostile-threads.ts";
import { ask, readPage } from "./reading.ts";

function expectHarmlessPage(page: string) {
  expectHarmless(page);
  expect(page.match(/<title>/g)).toHaveLength(1);
  expect(page.match(/<textarea/g) ?? []).toHaveLength(page.match(/<\/textarea>/g)?.length ?? 0);
}

describe.each(ATTACKS)("the text %j", (attack) => {
  const forum = () => createFakeApp([hostileThread(attack), hostileThread(attack, "plain")]);

  it("harms no page that shows it", async () => {
    const { app } = forum();
    const encoded = encodeURIComponent(attack);
    const topics = await readPage(app, "/topics");
    const [, topic] = /href="(\/topics\/[^"?]+)"/.exec(topics) ?? [];
    const paths = ["/", `/?department=${encoded}`, `/threads/${encoded}`, "/threads/plain", `/topics?department=${encoded}`, topic ?? "", "/docs"];
    for (const path of paths) expectHarmlessPage(await readPage(app, path));
    expectHarmlessPage(topics);
  });

  it("harms no answer to a question, and no error page", async () => {
    const { app } = forum();
    expectHarmlessPage(await ask(app, attack));
    expectHarmlessPage(await readPage(app, `/threads/${encodeURIComponent(`${attack}?`)}`, 404));
    expectHarmlessPage(await readPage(app, `/?page=${encodeURIComponent(attack)}`, 400));
    const headers = { accept: "text/html", "x-request-id": "<b>" };
    expectHarmlessPage(await readPage(app, `/${encodeURIComponent(attack)}`, 404, { headers }));
  });

  it("is shown as it was written", async () => {
    const { app } = forum();
    const page = await readPage(app, "/threads/plain");
    const [, heading] = /<h1>([^<]*)<\/h1>/.exec(page) ?? [];
    const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
    expect(heading?.replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => entities[entity] ?? "")).toBe(attack);
  });
});
