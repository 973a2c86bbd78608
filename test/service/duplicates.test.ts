import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createKeyStore } from "../../src/store/keys.ts";
import { readLabelledPairs } from "../../src/evaluation/judged-pairs.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { startService, type RunningService } from "./processes.ts";

const DECISIONS = "/v1/duplicates/decisions";
const EDITORS = Array.from({ length: 10 }, (_, number) => `Editor ${number}`);

/** Two services over one index that holds the sample forum, and the headers of ten editors. */
async function startTwo() {
  const folder = temporaryFolder();
  const first = await startService(folder);
  const second = await startService(folder);
  const database = openDatabase(folder);
  const keys = createKeyStore(database);
  const headers = EDITORS.map((name) => ({ authorization: `Bearer ${keys.add(name, "editor")}` }));
  database.close();
  const ids: string[] = (await first.get("/v1/threads?limit=100")).body.items.map(({ id }: { id: string }) => id);
  return { folder, first, second, headers, ids };
}

type Decided = { left: string; right: string; decision: string; canonical?: string };
const similarIds = async (service: RunningService, id: string): Promise<string[]> =>
  (await service.get(`/v1/threads/${id}/similar?limit=10&minScore=0`)).body.items.map((item: { id: string }) => item.id);

describe("two services over one index", () => {
  test("lose no decision of ten editors at once, and of two opposite ones the later stands", async () => {
    const { folder, first, second, headers, ids } = await startTwo();
    const send = (editor: number, body: Decided) => (editor % 2 === 0 ? first : second).send("POST", DECISIONS, body, headers[editor]);
    const opposite = { left: ids[0]!, right: ids[1]! };
    const answers = await Promise.all(
      EDITORS.flatMap((_, editor) => [
        ...[2, 3, 4, 5].map((place) => send(editor, { left: ids[editor + 10]!, right: ids[place]!, decision: "related" })),
        send(editor, { ...opposite, decision: editor % 2 === 0 ? "duplicate" : "unrelated" }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
    const given = answers.map(({ body }) => body).toSorted((left, right) => right.sequence - left.sequence);
    expect(given.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, place) => 50 - place));
    for (const service of [first, second]) {
      const { body } = await service.send("GET", `${DECISIONS}?limit=100`, undefined, headers[0]);
      expect(body.items).toEqual(given);
      const standing = (await service.send("GET", `${DECISIONS}?current=true&limit=100`, undefined, headers[0])).body;
      const ofPair = ({ left, right }: Decided) => [left, right].every((id) => Object.values(opposite).includes(id));
      expect([standing.total, standing.items.filter(ofPair)]).toEqual([41, [given.find(ofPair)]]);
    }
    const { body } = await first.send("GET", `${DECISIONS}?format=tsv`, undefined, headers[0]);
    await first.send("POST", DECISIONS, { ...opposite, decision: "unrelated" }, headers[0]);
    const file = join(folder, "pairs.tsv");
    writeFileSync(file, (await second.send("GET", `${DECISIONS}?format=tsv`, undefined, headers[1])).body);
    expect(body.split("\n")).toHaveLength(43);
    const labels = (await readLabelledPairs(file)).map(({ label }) => label);
    expect([labels.length, labels.filter((label) => label === 0).length]).toEqual([41, 1]);
    for (const service of [first, second]) expect(service.stderr()).not.toMatch(/kindred_|Editor \d/);
  });

  test("show what was decided in the other from the next answer on, and after a kill", async () => {
    const { folder, first, second, headers, ids } = await startTwo();
    const asked = ids[0]!;
    const [nearest, ...rest] = await similarIds(first, asked);
    const canonical = rest.at(-1)!;
    const before = await similarIds(second, asked);
    expect(before).toEqual([nearest, ...rest]);
    const decide = (service: RunningService, decision: string, more = {}) => service.send("POST", DECISIONS, { left: nearest!, right: canonical, decision, ...more }, headers[3]);
    expect((await decide(first, "duplicate", { canonical })).status).toBe(201);
    for (const service of [first, second]) {
      const list = await similarIds(service, asked);
      expect([list[0], list.includes(nearest!), list.filter((id) => id === canonical).length]).toEqual([canonical, false, 1]);
      expect(await similarIds(service, nearest!)).not.toContain(canonical);
      expect((await service.get(`/threads/${nearest}`)).body).toContain(`<p class="duplicate-note" dir="ltr">This question is a duplicate of <a href="/threads/${canonical}">`);
      expect((await service.get(`/v1/threads/${nearest}`)).body.id).toBe(nearest);
    }
    first.process.kill("SIGKILL");
    await first.ended;
    expect((await similarIds(await startService(folder), asked))[0]).toBe(canonical);

    const thread = (await second.get(`/v1/threads/${canonical}`)).body;
    await second.send("PUT", `/v1/threads/${canonical}`, { ...thread, visibility: "private" });
    expect((await similarIds(second, asked))[0]).toBe(nearest);
    expect((await second.get(`/threads/${nearest}`)).body).not.toContain("duplicate-note");
    expect((await second.send("GET", DECISIONS, undefined, headers[0])).body.total).toBe(0);
    await second.send("PUT", `/v1/threads/${canonical}`, thread);
    expect((await decide(second, "open")).status).toBe(201);
    expect(await similarIds(second, asked)).toEqual(before);
  });
});
