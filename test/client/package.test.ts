import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "./server.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const compile = (...parameters: readonly string[]) =>
  run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), ...parameters], { cwd: ROOT }).catch((error: { readonly stdout: string }) => error);

/** Everything that may go wrong, in the words of somebody who has the package alone. */
const CONSUMER = `
import { createClient, KindredRequestError, type SimilarAnswer } from "kindred-qa/client";

const kindred = createClient("http://localhost:3000", { retries: 1 });
export async function titles(text: string): Promise<string[]> {
  try {
    const answer: SimilarAnswer = await kindred.similar({ text }, { limit: 4 });
    return answer.items.map(({ title }) => title);
  } catch (error) {
    if (error instanceof KindredRequestError && error.code === "not_ready") return [];
    throw error;
  }
}
// @ts-expect-error a number
void kindred.threads.list({ limit: "4" });
// @ts-expect-error no such code
export const wrong = (error: KindredRequestError) => error.code === "thread_missing";
`;

describe("the package", () => {
  const folder = mkdtempSync(join(tmpdir(), "kindred-package-"));
  const installed = join(folder, "node_modules/kindred-qa");
  const built = join(installed, "dist");

  beforeAll(async () => {
    mkdirSync(built, { recursive: true });
    copyFileSync(join(ROOT, "package.json"), join(installed, "package.json"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    await run(process.execPath, ["--import", "tsx", "scripts/build-client.ts", built], { cwd: ROOT });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("gives Node the client, with no other package beside it", async () => {
    const url = await listen((_, response) => response.writeHead(404, { "content-type": "application/problem+json" }).end('{"code":"thread_not_found"}'));
    const script = join(folder, "script.js");
    writeFileSync(
      script,
      `import { createClient, KindredRequestError } from "kindred-qa/client";
       const error = await createClient("${url}").similar({ threadId: "1" }).catch((error) => error);
       console.log(error instanceof KindredRequestError, error.code);`,
    );
    expect((await run(process.execPath, [script])).stdout).toBe("true thread_not_found\n");
  });

  test.each([
    ["a browser's bundler", ["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable", "--types", ""]],
    ["Node", ["--module", "nodenext", "--lib", "es2022", "--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")]],
  ])("is typed for %s, with no other package's types", async (_, options) => {
    const consumer = join(folder, "consumer.ts");
    writeFileSync(consumer, CONSUMER);
    const { stdout } = await compile("--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--ignoreConfig", ...options, consumer);
    expect(stdout).toBe("");
  });

  test("holds the types that the routes give, written out", async () => {
    const declarations = readFileSync(join(built, "shapes.d.ts"), "utf8");
    expect(declarations).not.toContain("import");
    const names = [...declarations.matchAll(/^export type (\w+) =/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(40);
    const same = `
      import type * as built from ${JSON.stringify(join(built, "client.js"))};
      import type * as source from ${JSON.stringify(join(ROOT, "src/client/client.ts"))};
      type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
      ${names.map((name) => `export const a${name}: Same<built.${name}, source.${name}> = true;`).join("\n")}
      // @ts-expect-error these two differ, or the others would prove nothing
      export const differ: Same<built.Thread, source.NewThread> = true;`;
    writeFileSync(join(folder, "same.ts"), same);
    const compilerOptions = { typeRoots: [join(ROOT, "node_modules/@types")] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(ROOT, "tsconfig.json"), compilerOptions, files: ["same.ts"], include: [] }));
    expect((await compile("-p", folder)).stdout).toBe("");
  });

  test("has every file that its declarations name, and those it exports among its files", () => {
    const { exports, files } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { exports: Record<string, Record<string, string>>; files: string[] };
    const present = readdirSync(built);
    expect(files).toContain("dist");
    for (const path of Object.values(exports["./client"]!)) expect(present, path).toContain(path.replace("./dist/", ""));
    const declarations = present.filter((name) => name.endsWith(".d.ts")).map((name) => readFileSync(join(built, name), "utf8"));
    const named = declarations.flatMap((text) => [...text.matchAll(/from "([^"]+)"/g)].map(([, from]) => from!));
    expect(named.length).toBeGreaterThan(5);
    for (const from of named) expect(present, from).toContain(from.replace(/^\.\/(.*)\.js$/, "$1.d.ts"));
  });
});
