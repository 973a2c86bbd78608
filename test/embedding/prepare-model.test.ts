import { mkdir, mkdtemp, open, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "@xenova/transformers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareDefaultModel } from "../../src/embedding/prepare-model.ts";
import { cosine, preparedModel } from "./prepared-model.ts";

describe("prepareDefaultModel", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "kindred-prepare-"));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test("two preparations at once leave one whole folder", async () => {
    const [first, second] = await Promise.all([prepareDefaultModel({ directory }), prepareDefaultModel({ directory })]);
    expect(second).toEqual(first);
    expect(await readdir(directory)).toEqual(["all-MiniLM-L6-v2-int8-fused"]);
    expect(first.fingerprint).toMatch(/^all-MiniLM-L6-v2\/int8-fused\/p\d+-[0-9a-f]{12}$/u);
  });

  test("a prepared folder is reused in silence, a damaged one is made anew and says so", async () => {
    const messages: string[] = [];
    const log = (message: string) => void messages.push(message);
    const before = await prepareDefaultModel({ directory }, { log });
    expect(messages).toEqual([]);

    const file = await open(join(before.directory, "onnx/model_quantized.onnx"), "r+");
    await file.write(Buffer.from([0xff]), 0, 1, 30_000_000);
    await file.close();
    expect(await prepareDefaultModel({ directory }, { log })).toEqual(before);
    expect(messages).toEqual([expect.stringContaining("is damaged")]);
    expect(await prepareDefaultModel({ directory }, { log })).toEqual(before);
    expect(messages).toHaveLength(1);
  });

  test("a folder with half its files, as no kill may leave it, is made anew", async () => {
    const before = await prepareDefaultModel({ directory });
    await rm(join(before.directory, "tokenizer.json"));
    await writeFile(join(before.directory, "manifest.json"), "{");
    expect(await prepareDefaultModel({ directory })).toEqual(before);
  });

  test("what a killed process left is removed an hour later, not earlier", async () => {
    const old = join(directory, "all-MiniLM-L6-v2-int8-fused.part-1-aaaa");
    const fresh = join(directory, "all-MiniLM-L6-v2-int8-fused.part-2-bbbb");
    await Promise.all([mkdir(old), mkdir(fresh)]);
    const twoHoursAgo = Date.now() / 1_000 - 7_200;
    await utimes(old, twoHoursAgo, twoHoursAgo);
    await rm(join(directory, "all-MiniLM-L6-v2-int8-fused"), { recursive: true });
    await prepareDefaultModel({ directory });
    expect(await readdir(directory)).toEqual(["all-MiniLM-L6-v2-int8-fused", "all-MiniLM-L6-v2-int8-fused.part-2-bbbb"]);
  });

  test("the fingerprint tells variants apart", async () => {
    const [int8, fp32] = await Promise.all([preparedModel("int8-fused"), preparedModel("fp32")]);
    expect(int8.fingerprint).not.toBe(fp32.fingerprint);
    expect(fp32.fingerprint).toContain("/fp32/");
  });

  test("a folder that cannot be written is refused with a remedy", async () => {
    const file = join(directory, "a-file");
    await writeFile(file, "");
    await expect(prepareDefaultModel({ directory: file })).rejects.toMatchObject({
      code: "model_unavailable",
      remedy: expect.stringContaining("can be written"),
    });
  });

  test.each([["int8-fused", "q8"], ["fp32", "fp32"]] as const)("the library's own pipeline loads %s", async (variant, dtype) => {
    const { directory: folder } = await preparedModel(variant);
    const extract = await pipeline("feature-extraction", folder, { dtype });
    const texts = ["My back hurts when I sit.", "Pain in the lower back while sitting at a desk all day.", "A recipe for apple pie."];
    const { data, dims } = await extract(texts, { pooling: "mean", normalize: true });
    const [first, second, third] = [0, 1, 2].map((place) => (data as Float32Array).slice(place * 384, (place + 1) * 384));
    expect(dims).toEqual([3, 384]);
    expect(cosine(first!, second!)).toBeGreaterThan(0.6);
    expect(cosine(first!, third!)).toBeLessThan(0.2);
    await extract.dispose();
  });
});
