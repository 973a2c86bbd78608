import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { cosine, preparedModel } from "./prepared-model.ts";

const words = "the doctor said that my knee pain after running may come from a torn meniscus and asked for a scan".split(" ");
const prose = (count: number) => Array.from({ length: count }, (_, place) => words[(place * 7) % words.length]).join(" ");

const VARIED = [
  "How do I treat lower back pain after sitting all day?",
  "ibuprofen",
  "My 3-year-old has had a fever of 39.5 °C for two days, should I go to the emergency room?",
  "Is it safe to take metformin during pregnancy, and what are the alternatives?",
  "A recipe for apple pie with cinnamon.",
  "I feel anxious before every exam and cannot sleep; my heart races.",
  "Was hilft gegen Kopfschmerzen?",
  "头痛怎么办？我已经疼了三天。",
  "😀 feeling great today 🎉",
  prose(120),
  prose(350),
  prose(1_000),
];

const STSB = new URL("../../../shared/data/eval/stsb/en-test.tsv", import.meta.url);

function spearman(left: readonly number[], right: readonly number[]): number {
  const ranks = (values: readonly number[]) => {
    const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value);
    const result = values.map(() => 0);
    for (let from = 0; from < order.length; ) {
      let to = from;
      while (to < order.length && order[to]!.value === order[from]!.value) to += 1;
      for (let place = from; place < to; place += 1) result[order[place]!.place] = (from + to - 1) / 2;
      from = to;
    }
    return result;
  };
  const [x, y] = [ranks(left), ranks(right)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, place) => (value - meanX) * (y[place]! - meanY)));
  const deviation = (values: readonly number[], centre: number) => Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  return covariance / (deviation(x, meanX) * deviation(y, meanY));
}

describe("transformers embedder", () => {
  let embedder: Embedder;
  let oracle: Embedder;
  const one = async (text: string) => (await embedder.embed([text]))[0]!;

  beforeAll(async () => {
    const [int8, fp32] = await Promise.all([preparedModel("int8-fused"), preparedModel("fp32")]);
    [embedder, oracle] = await Promise.all([
      createTransformersEmbedder(int8, { threads: 2 }),
      createTransformersEmbedder(fp32, { threads: 1 }),
    ]);
  });
  afterAll(() => Promise.all([embedder.dispose(), oracle.dispose()]));

  test("the port's facts", async () => {
    expect(embedder.dimensions).toBe(384);
    expect(embedder.fingerprint).toBe((await preparedModel()).fingerprint);
    expect(await embedder.embed([])).toEqual([]);
  });

  test("float32 knows what is related", async () => {
    const [back, desk, pie] = await oracle.embed([VARIED[0]!, "Desk work hurts my lumbar spine. What helps?", VARIED[4]!]);
    expect(cosine(back!, desk!)).toBeGreaterThan(0.5);
    expect(cosine(back!, pie!)).toBeLessThan(0.15);
  });

  test("int8 says what float32 says", async () => {
    const [fast, exact] = await Promise.all([embedder.embed(VARIED), oracle.embed(VARIED)]);
    const cosines = fast.map((vector, place) => cosine(vector, exact[place]!));
    expect(cosines.reduce((sum, value) => sum + value, 0) / cosines.length).toBeGreaterThanOrEqual(0.99);
    expect(Math.min(...cosines)).toBeGreaterThan(0.97);
  });

  test("a text's vector is the same to the bit, alone, in a crowd, in another order", async () => {
    const crowd = [...VARIED, ...Array.from({ length: 40 }, (_, place) => prose(place + 1))];
    const together = await embedder.embed(crowd);
    const backwards = (await embedder.embed([...crowd].reverse())).reverse();
    expect(backwards).toEqual(together);
    for (const [place, text] of crowd.entries()) expect(await one(text)).toEqual(together[place]);
  });

  test("every vector has length one, whatever the text", async () => {
    const odd = ["", " ", "\n\t", "\u0000\u200B\uFEFF", "😀😀😀", "\uD83D", "头", "ﷺ", "a".repeat(5_000), "!?".repeat(600), "[CLS] [SEP] [PAD]", "é".normalize("NFD")];
    const vectors = await embedder.embed(odd);
    for (const vector of vectors) {
      expect(vector.every(Number.isFinite)).toBe(true);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  test("the end of a long text counts", async () => {
    const long = prose(2_000);
    const pie = `${VARIED[4]!} `.repeat(30);
    const [plain, pieAtTheEnd, pieAtTheStart] = await embedder.embed([long, long + pie, pie + long]);
    for (const changed of [pieAtTheEnd!, pieAtTheStart!]) {
      expect(cosine(plain!, changed)).toBeLessThan(0.99);
      expect(cosine(plain!, changed)).toBeGreaterThan(0.7);
    }
  });

  test("calls made together get each its own vectors", async () => {
    const expected = await embedder.embed(VARIED);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, call) => embedder.embed(VARIED.slice(call % 8, (call % 8) + 1 + (call % 4)))),
    );
    answers.forEach((vectors, call) => expect(vectors).toEqual(expected.slice(call % 8, (call % 8) + 1 + (call % 4))));
  });

  test("a question does not wait behind an ingest", async () => {
    let ingested = false;
    const ingest = embedder.embed(Array.from({ length: 400 }, (_, place) => prose(60 + (place % 60)))).then(() => (ingested = true));
    for (let question = 0; question < 5; question += 1) await one(`Question ${question} about knees?`);
    expect(ingested).toBe(false);
    await ingest;
  });

  test("what is too much for the queue is refused, and what was in it is answered", async () => {
    const small = await createTransformersEmbedder(await preparedModel(), {
      threads: 1,
      shortLimits: { texts: 3, characters: 10_000 },
      longLimits: { texts: 8, characters: 10_000 },
    });
    const calls = await Promise.allSettled(Array.from({ length: 5 }, (_, place) => small.embed([`short ${place}`])));
    expect(calls.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected", "rejected"]);
    expect(calls[4]).toMatchObject({ reason: { code: "overloaded", remedy: "Try again in a second." } });
    await expect(small.embed(VARIED)).rejects.toMatchObject({ code: "overloaded", remedy: expect.stringContaining("fewer texts") });
    await expect(small.embed(["back to work"])).resolves.toHaveLength(1);

    const pending = small.embed(VARIED.slice(0, 8));
    const settled = expect(pending).rejects.toMatchObject({ code: "model_unavailable" });
    await small.dispose();
    await settled;
    await expect(small.embed(["late"])).rejects.toMatchObject({ code: "model_unavailable" });
    await small.dispose();
  });

  test("an aborted call rejects with the reason, and its texts are not embedded", async () => {
    const controller = new AbortController();
    const many = Array.from({ length: 3_000 }, (_, place) => prose(100 + (place % 9)));
    const started = performance.now();
    const call = embedder.embed(many, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("the visitor left")), 50);
    await expect(call).rejects.toThrow("the visitor left");
    await one("next, please");
    // All of it would take several seconds.
    expect(performance.now() - started).toBeLessThan(2_000);
    await expect(embedder.embed(["x"], { signal: controller.signal })).rejects.toThrow("the visitor left");
  });

  test("embedding leaves the event loop free", async () => {
    let worst = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 5);
    await embedder.embed(Array.from({ length: 200 }, (_, place) => prose(80 + place % 11)));
    clearInterval(timer);
    expect(worst).toBeLessThan(250);
  });

  test.skipIf(!existsSync(STSB))("STS benchmark: int8 keeps float32's quality (skipped without ../shared/data/eval/stsb)", async () => {
    const pairs = readFileSync(STSB, "utf8").trim().split("\n").slice(1).map((line) => line.split("\t"));
    const [left, right] = await Promise.all([0, 1].map((column) => embedder.embed(pairs.map((pair) => pair[column]!))));
    const scores = left!.map((vector, place) => cosine(vector, right![place]!));
    const correlation = spearman(scores, pairs.map((pair) => Number(pair[2])));
    process.stdout.write(`STS benchmark, Spearman over ${pairs.length} pairs: ${correlation.toFixed(4)}\n`);
    expect(correlation).toBeGreaterThanOrEqual(0.81);
  });
});
