import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assemble } from "../../src/compose.ts";
import { DUPLICATE_CUTS } from "../../src/duplicates/cuts.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { plantAndFind } from "../../src/evaluation/duplicates/planted-copies.ts";
import { preparedModel } from "../embedding/prepared-model.ts";

const PLANTED = 500;
const SEED = 20_261_124;

/** @param folder an index of the real forum, ingested by the time the tests run; it is copied, and stays as it is */
export function describeDuplicates(folder: string): void {
  const copy = mkdtempSync(join(tmpdir(), "kindred-duplicates-"));
  let embedder: Embedder;
  let forum: ReturnType<typeof assemble>;

  beforeAll(async () => {
    cpSync(folder, copy, { recursive: true });
    embedder = await createTransformersEmbedder(await preparedModel(), { threads: 2, log: () => {} });
    forum = assemble(copy, embedder, () => {});
    await forum.follower.start();
    await forum.follower.settled();
    const started = performance.now();
    forum.finder.begin();
    await forum.finder.settled();
    process.stdout.write(`Duplicates: ${forum.finder.pairs().length} pairs in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  });
  afterAll(async () => {
    await forum.follower.stop();
    forum.database.close();
    await embedder.dispose();
    rmSync(copy, { recursive: true, force: true });
  });

  test("copies that others might have written are found at the threshold that editors begin at, and hardly anything else with them", async () => {
    const planted = await plantAndFind(forum, PLANTED, SEED);
    const { shown, right } = planted.at(DUPLICATE_CUTS.line);
    process.stdout.write(`Planted copies: precision ${(right.length / shown.length).toFixed(3)}, recall ${(right.length / PLANTED).toFixed(3)}\n`);
    expect(right.length / PLANTED).toBeGreaterThanOrEqual(0.97);
    expect(right.length / shown.length).toBeGreaterThanOrEqual(0.97);
  });
}
