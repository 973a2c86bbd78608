import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { startCommand, startService } from "./processes.ts";

async function runKeys(folder: string, ...parameters: string[]) {
  const command = await startCommand("scripts/keys.ts", parameters, { INDEX_DIR: folder });
  return { end: await command.ended, stdout: command.stdout(), stderr: command.stderr() };
}

describe("the keys command", () => {
  test("makes a key that works at once in a service that runs, and one that is removed no longer does", async () => {
    const folder = temporaryFolder();
    const service = await startService(folder);
    const { end, stdout } = await runKeys(folder, "add", "Ada Lovelace");
    expect([end, stdout]).toEqual([0, expect.stringMatching(/^kindred_[\w-]{43}\n$/)]);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const [{ id, url }] = (await service.get("/v1/topics?limit=1")).body.items;
    expect((await service.send("PATCH", `/v1/topics/${id}`, { url: "/faq" })).status).toBe(401);
    expect((await service.send("PATCH", `/v1/topics/${id}`, { url: "/faq" }, headers)).status).toBe(200);
    expect((await service.send("GET", "/v1/topic-edits", undefined, headers)).body.items).toMatchObject([{ topicId: id, editor: "Ada Lovelace" }]);
    expect(url).not.toBe("/faq");

    const listed = await runKeys(folder, "list");
    expect(listed.stdout).toMatch(/^name +for +made +last used\nAda Lovelace +editor +(\d{4}-\d\d-\d\d) +\1\n$/);
    expect((await runKeys(folder, "remove", "Ada Lovelace")).end).toBe(0);
    expect((await service.send("GET", "/v1/topic-edits", undefined, headers)).body).toMatchObject({ code: "key_refused" });
    expect(service.stderr()).not.toMatch(/kindred_|Lovelace/);
  });

  test("says how it is used, and what is wrong", async () => {
    const folder = temporaryFolder();
    for (const parameters of [[], ["add"], ["list", "Ada"], ["show", "Ada"], ["add", "Ada", "Robin"], ["add", "--force", "Ada"]]) {
      const { end, stdout, stderr } = await runKeys(folder, ...parameters);
      expect([end, stdout, stderr]).toEqual([2, "", expect.stringContaining("Usage: npm run keys -- add NAME")]);
    }
    for (const parameters of [["add", " "], ["add", "x".repeat(101)], ["remove", "Ada"]]) {
      const { end, stderr } = await runKeys(folder, ...parameters);
      expect([end, stderr]).toEqual([1, expect.not.stringMatching(/ at .*\.ts/)]);
    }
  });
});
