import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const SOURCE = resolve(import.meta.dirname, "../src");

/** Rooms in the direction data flows; each may import what stands before it, and itself. */
const ROOMS: Record<string, readonly string[]> = {
  forum: [],
  privacy: ["forum"],
  sources: ["forum"],
  embedding: ["forum"],
  store: ["forum"],
  ingest: ["forum", "sources", "embedding", "store"],
  search: ["forum", "store"],
  topics: ["forum", "embedding", "store", "search"],
  recommend: ["forum", "embedding", "store", "search"],
  duplicates: ["forum", "embedding", "store", "search"],
  evaluation: ["forum", "sources", "embedding", "store", "search", "recommend", "duplicates"],
  feedback: ["forum", "store", "search", "recommend", "evaluation"],
  http: ["forum", "sources", "store", "recommend", "duplicates", "feedback"],
  web: ["forum", "store", "recommend", "duplicates", "http"],
  // Types alone, as a test of its own sees to.
  client: ["forum", "http"],
};

/** Libraries that one file, or one room, keeps to itself. */
const OWNERS: readonly [library: RegExp, owner: RegExp][] = [
  [/^hnswlib-node$/, /^search\/hnsw-graph\.ts$/],
  [/^better-sqlite3$/, /^store\/database\.ts$/],
  [/^libphonenumber-js|^validator/, /^privacy\//],
  [/^graphology|^compromise|^stopword$/, /^topics\//],
  [/^@xenova\/transformers$|^onnxruntime-node$|^protobufjs/, /^embedding\//],
  [/^html-to-text$/, /^sources\/cleaning\/clean-html\.ts$/],
  [/^htmlparser2$/, /^sources\//],
  [/^hono|^@hono\//, /^(http|web|client)\/|^main\.ts$/],
  [/^esbuild$/, /^web\/browser-script\.ts$/],
];

/** What the editors' page may hold beside its own folder. The widget holds nothing else. */
const PURE = [/^hono\/jsx\/dom$/, /^\.\.\/\.\.\/forum\//, /^\.\.\/wording\.ts$/];

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => {
    const text = readFileSync(join(SOURCE, name), "utf8");
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier]) => specifier!);
    return { name: name.replaceAll("\\", "/"), text, specifiers };
  });

const roomOf = (name: string) => (name.includes("/") ? name.slice(0, name.indexOf("/")) : undefined);

describe("the house", () => {
  test("was read: a check of nothing would pass", () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.flatMap(({ specifiers }) => specifiers).length).toBeGreaterThan(200);
    expect(new Set(files.map(({ name }) => roomOf(name)).filter(Boolean))).toEqual(new Set(Object.keys(ROOMS)));
  });

  test("data flows one way: no room imports one further along", () => {
    const wrong = files.flatMap(({ name, specifiers }) => {
      const room = roomOf(name);
      if (room === undefined) return [];
      return specifiers
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => roomOf(relative(SOURCE, resolve(SOURCE, dirname(name), specifier)).replaceAll("\\", "/")))
        .filter((target) => target !== room && (target === undefined || !ROOMS[room]!.includes(target)))
        .map((target) => `${name} imports ${target ?? "the composition"}`);
    });
    expect(wrong).toEqual([]);
  });

  test("each library has one owner", () => {
    const wrong = files.flatMap(({ name, specifiers }) =>
      specifiers
        .filter((specifier) => OWNERS.some(([library, owner]) => library.test(specifier) && !owner.test(name)))
        .map((specifier) => `${name} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("what runs in the browser takes nothing from the server but types and pure code", () => {
    const client = files.filter(({ name }) => /^web\/(editor|widget)\//.test(name));
    expect(client.length).toBeGreaterThan(20);
    const taken = client.flatMap(({ name, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*? from "([^"]+)";/gm)]
        .map(([, specifier]) => specifier!)
        .filter((specifier) => !specifier.startsWith("./") && !PURE.some((pure) => pure.test(specifier)))
        .map((specifier) => `${name} imports ${specifier}`),
    );
    expect(taken).toEqual([]);
  });

  test("the client takes nothing from the server but types", () => {
    const client = files.filter(({ name }) => name.startsWith("client/"));
    expect(client.length).toBeGreaterThan(10);
    const taken = client.flatMap(({ name, text }) =>
      [...text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gm)]
        .map(([, specifier]) => specifier!)
        .filter((specifier) => !specifier.startsWith("./") && specifier !== "hono/client")
        .map((specifier) => `${name} imports ${specifier}`),
    );
    expect(taken).toEqual([]);
  });

  test("SQL stands in the store alone", () => {
    const sql = /\b(SELECT [\w*]|INSERT INTO|DELETE FROM|UPDATE \w+ SET)/;
    const wrong = files.filter(({ name }) => roomOf(name) !== "store" && sql.test(readFileSync(join(SOURCE, name), "utf8")));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
