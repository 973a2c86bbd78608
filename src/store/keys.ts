import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { KindredError } from "../forum/errors.ts";
import { explained, type Database } from "./database.ts";

/** What a key lets its holder do. */
export type KeyScope = "editor";

/** A key as it is listed: all but the key itself, which nobody keeps. */
export interface KeyRecord {
  /** Whom it is for: the name that stands in the audit. */
  readonly name: string;
  readonly scope: KeyScope;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** The last day it was used, "2026-11-24" in UTC; null for never. */
  readonly lastUsedOn: string | null;
}

export interface KeyStore {
  /**
   * Makes a key: "kindred_" and 256 random bits in base64url. It is told here and never again.
   * @throws KindredError `invalid_request` where the name has a key already
   */
  add(name: string, scope: KeyScope): string;
  /** By name. */
  list(): KeyRecord[];
  /** False where there is none of this name. */
  remove(name: string): boolean;
  /** The name that a key was made for, of keys with this scope; undefined for what is no key, or one that was removed. */
  holder(key: string, scope: KeyScope): string | undefined;
}

const PREFIX = "kindred_";
const RANDOM_BYTES = 32;

/** So much randomness needs no slow hash: there is nothing to guess. */
const digestOfKey = (key: string) => createHash("sha256").update(key, "utf8").digest();

/** @param now for the days on which keys are used */
export function createKeyStore(database: Database, now: () => Date = () => new Date()): KeyStore {
  const insert = database.prepare<[string, string, Buffer, string]>(
    "INSERT INTO keys (name, scope, digest, made_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
  );
  const all = database.prepare<[], KeyRecord>(
    "SELECT name, scope, made_at AS madeAt, last_used_on AS lastUsedOn FROM keys ORDER BY name",
  );
  const digests = database.prepare<[string], { name: string; digest: Buffer; lastUsedOn: string | null }>(
    "SELECT name, digest, last_used_on AS lastUsedOn FROM keys WHERE scope = ?",
  );
  const used = database.prepare<[string, string]>("UPDATE keys SET last_used_on = ? WHERE name = ?");
  const removal = database.prepare<[string]>("DELETE FROM keys WHERE name = ?");

  /** Written once a day. What keeps it from being written keeps nobody out: the next request tries again. */
  function noteUse(name: string, lastUsedOn: string | null): void {
    const today = now().toISOString().slice(0, 10);
    if (lastUsedOn === today) return;
    try {
      explained(() => used.run(today, name));
    } catch (error) {
      if (!(error instanceof KindredError)) throw error;
    }
  }

  return {
    add: (name, scope) => {
      const key = PREFIX + randomBytes(RANDOM_BYTES).toString("base64url");
      const { changes } = explained(() => insert.run(name, scope, digestOfKey(key), now().toISOString()));
      if (changes === 1) return key;
      throw new KindredError(
        "invalid_request",
        `There is a key for ${name} already.`,
        "Choose another name, or remove that key first: npm run keys -- remove NAME.",
      );
    },
    list: () => all.all(),
    remove: (name) => explained(() => removal.run(name)).changes === 1,
    holder: (key, scope) => {
      const digest = digestOfKey(key);
      // Every digest is compared, each in constant time: how long it takes tells nothing of which came near.
      const [found] = digests.all(scope).filter((kept) => timingSafeEqual(kept.digest, digest));
      if (found === undefined) return undefined;
      noteUse(found.name, found.lastUsedOn);
      return found.name;
    },
  };
}
