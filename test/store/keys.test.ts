import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { createKeyStore } from "../../src/store/keys.ts";
import { temporaryFolder } from "../temporary-folder.ts";

function openKeys(folder = temporaryFolder(), now?: () => Date) {
  const database = openDatabase(folder);
  return { database, ...createKeyStore(database, now) };
}

describe("a key", () => {
  test("holds 256 random bits, is told once, and opens for its name alone", () => {
    const keys = openKeys();
    const [ada, robin] = [keys.add("Ada", "editor"), keys.add("Robin", "editor")];
    for (const key of [ada, robin]) expect(key).toMatch(/^kindred_[A-Za-z0-9_-]{43}$/);
    expect(ada).not.toBe(robin);
    expect([keys.holder(ada, "editor"), keys.holder(robin, "editor")]).toEqual(["Ada", "Robin"]);
    for (const wrong of ["", "kindred_", ada.slice(0, -1), `${ada}A`, ada.toUpperCase(), ada.slice("kindred_".length)]) {
      expect(keys.holder(wrong, "editor")).toBeUndefined();
    }
  });

  test("stands nowhere in the index, only its SHA-256 does", () => {
    const keys = openKeys();
    const key = keys.add("Ada", "editor");
    keys.holder(key, "editor");
    const row = keys.database.prepare<[], Record<string, unknown>>("SELECT * FROM keys").get()!;
    expect(Object.keys(row)).toEqual(["name", "scope", "digest", "made_at", "last_used_on"]);
    expect(row["digest"]).toHaveLength(32);
    const image = keys.database.serialize().toString("latin1");
    expect(image).toContain("Ada");
    expect(image).not.toContain(key.slice("kindred_".length));
  });

  test("opens nothing that keys of another scope are for", () => {
    const keys = openKeys();
    const key = keys.add("Ada", "editor");
    keys.database.exec("UPDATE keys SET scope = 'writer'");
    expect(keys.holder(key, "editor")).toBeUndefined();
  });

  test("is one for each name", () => {
    const keys = openKeys();
    const key = keys.add("Ada", "editor");
    expect(() => keys.add("Ada", "editor")).toThrow(expect.objectContaining({ code: "invalid_request", message: "There is a key for Ada already." }));
    expect(keys.holder(key, "editor")).toBe("Ada");
    expect(keys.list()).toHaveLength(1);
  });

  test("that is removed opens nothing, nor does it once its name has another", () => {
    const keys = openKeys();
    const key = keys.add("Ada", "editor");
    expect([keys.remove("Ada"), keys.remove("Ada")]).toEqual([true, false]);
    const next = keys.add("Ada", "editor");
    expect([keys.holder(key, "editor"), keys.holder(next, "editor")]).toEqual([undefined, "Ada"]);
  });

  test("made or removed by another process works, or no longer does, at once", () => {
    const folder = temporaryFolder();
    const [service, command] = [openKeys(folder), openKeys(folder)];
    const key = command.add("Ada", "editor");
    expect(service.holder(key, "editor")).toBe("Ada");
    command.remove("Ada");
    expect(service.holder(key, "editor")).toBeUndefined();
  });
});

describe("the list of keys", () => {
  test("is by name, with when each was made and the day it was last used", () => {
    let now = new Date("2026-11-24T23:59:00Z");
    const keys = openKeys(temporaryFolder(), () => now);
    const key = keys.add("Robin", "editor");
    keys.add("Ada", "editor");
    const robin = { name: "Robin", scope: "editor", madeAt: "2026-11-24T23:59:00.000Z" };
    expect(keys.list()).toEqual([{ ...robin, name: "Ada", lastUsedOn: null }, { ...robin, lastUsedOn: null }]);
    keys.holder(key, "editor");
    expect(keys.list()[1]).toEqual({ ...robin, lastUsedOn: "2026-11-24" });
    now = new Date("2026-11-25T00:01:00Z");
    keys.holder(key, "editor");
    expect(keys.list()[1]).toEqual({ ...robin, lastUsedOn: "2026-11-25" });
  });

  test("is written once a day, and a write that cannot be made keeps nobody out", () => {
    const folder = temporaryFolder();
    const keys = openKeys(folder);
    const key = keys.add("Ada", "editor");
    keys.database.exec("PRAGMA busy_timeout = 20");
    const other = openDatabase(folder);
    other.exec("BEGIN IMMEDIATE");
    expect(keys.holder(key, "editor")).toBe("Ada");
    expect(keys.list()[0]!.lastUsedOn).toBeNull();
    other.exec("ROLLBACK");
    keys.holder(key, "editor");
    const changes = () => keys.database.prepare<[], number>("SELECT total_changes()").pluck().get();
    const before = changes();
    keys.holder(key, "editor");
    expect(changes()).toBe(before);
    other.close();
  });
});
