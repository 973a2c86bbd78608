import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { runIngest, startCommand, startService } from "./processes.ts";

const SECRET = /robin\.fenn|example\.org|555-0123|5550147|219-09-9999/;
const thread = {
  title: "Purple elbows (robin.fenn@example.org)",
  question: "Since I weeded the rockery I have purple itchy spots on both elbows. Write to robin.fenn@example.org or call me at 5550147. Is it an allergy?",
  replies: [{ author: "Dr. Fern Test", text: "Most likely a plant rash; my practice answers on 212-555-0123. In danger call 911 or 1-800-222-1222." }],
  moreInfo: "My SSN is 219-09-9999.",
};
const asked = { title: thread.title, text: thread.question };

const indexText = (folder: string) =>
  readdirSync(folder).filter((name) => name.startsWith("kindred.sqlite")).map((name) => readFileSync(join(folder, name), "latin1")).join("\n");

test("what is put is masked in every answer, found by who asks the same, and known as a copy; the index holds none of it", async () => {
  const folder = temporaryFolder();
  const service = await startService(folder);
  expect((await service.send("PUT", "/v1/threads/elbows", thread)).body).toEqual({ id: "elbows", status: "added" });
  expect((await service.send("PUT", "/v1/threads/elbows", thread)).body.status).toBe("unchanged");
  await service.send("PUT", "/v1/threads/knees", { question: "Since I weeded the rockery I have purple spots on both knees." });

  const whole = await service.get("/v1/threads/elbows");
  expect(whole.body).toMatchObject({ title: "Purple elbows ([mail])", moreInfo: "My SSN is [id]." });
  expect(whole.body.replies[0].text).toBe("Most likely a plant rash; my practice answers on [phone]. In danger call 911 or 1-800-222-1222.");
  const similar = await service.send("POST", "/v1/similar", { ...asked, limit: 10, explain: true });
  expect(similar.body.items[0]).toMatchObject({ id: "elbows", question: { excerpt: expect.stringContaining("[phone]") } });
  const key = await startCommand("scripts/keys.ts", ["add", "Ada"], { INDEX_DIR: folder });
  expect(await key.ended).toBe(0);
  const authorization = { authorization: `Bearer ${key.stdout().trim()}` };
  const check = await service.send("POST", "/v1/duplicates/check", asked, authorization);
  expect(check.body).toMatchObject({ verdict: "yes" });
  expect(check.body.matches[0]).toMatchObject({ thread: { id: "elbows" }, exact: true });
  const answers = [
    whole, similar, check,
    await service.get("/v1/threads/elbows/recommendations?explain=true"),
    await service.get("/v1/threads/knees/similar?explain=true&minScore=0"),
    await service.send("POST", "/v1/recommendations", asked),
    await service.send("POST", "/v1/related-faq", { text: asked.text }),
    await service.get("/v1/threads?limit=100"),
    await service.get("/threads/elbows"),
    await service.get("/threads/knees"),
    await service.get("/"),
  ];
  for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(SECRET);
  expect(service.stderr()).not.toMatch(SECRET);

  service.process.kill("SIGTERM");
  expect(await service.ended).toBe(0);
  expect(indexText(folder)).toContain("purple itchy spots");
  expect(indexText(folder)).not.toMatch(SECRET);
});

test("an index from before is masked by the next ingest, which says in how many threads and nothing of them", async () => {
  const folder = temporaryFolder();
  const environment = { INDEX_DIR: folder };
  const line = (id: string, given: object) => `${JSON.stringify({ id, ...given })}\n`;
  const before = await startCommand("scripts/ingest.ts", ["-"], { ...environment, MASK_PERSONAL_DATA: "false" }, line("elbows", thread) + line("knees", { question: "My knees hurt." }));
  expect(await before.ended).toBe(0);
  expect(indexText(folder)).toMatch(SECRET);

  const file = join(temporaryFolder(), "more.jsonl");
  writeFileSync(file, line("hands", { question: "My hands hurt." }));
  const next = await startCommand("scripts/ingest.ts", [file], environment);
  expect(await next.ended).toBe(0);
  expect(next.stderr()).toContain("Personal data is masked now in threads that were stored before: 1.");
  expect(next.stderr()).not.toMatch(SECRET);
  expect(indexText(folder)).not.toMatch(SECRET);
  expect((await runIngest(folder, [file])).threads.unchanged).toBe(1);
});
