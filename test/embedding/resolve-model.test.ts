import { createServer, type Server } from "node:http";
import { cpSync, createReadStream, existsSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveModel } from "../../src/embedding/resolve-model.ts";
import { preparedModel } from "./prepared-model.ts";

describe("resolveModel", () => {
  let modelsDirectory: string;
  let hub: Server;
  let host: string;
  let requests = 0;

  beforeAll(async () => {
    modelsDirectory = await mkdtemp(join(tmpdir(), "kindred-resolve-"));
    const { directory } = await preparedModel();
    // A hub with one model, `someone/mini`, laid out as huggingface.co lays it out.
    hub = createServer((request, response) => {
      requests += 1;
      const file = join(directory, request.url?.match(/^\/someone\/mini\/resolve\/main\/(.+)$/u)?.[1] ?? "absent");
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { "content-length": statSync(file).size });
      if (request.method === "HEAD") return void response.end();
      return void createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => void hub.listen(0, "127.0.0.1", resolve));
    host = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    hub.close();
    await rm(modelsDirectory, { recursive: true, force: true });
  });

  test("a folder in the usual layout is used where it is", async () => {
    const { directory, fingerprint } = await preparedModel("fp32");
    const model = await resolveModel(directory, { modelsDirectory });
    expect(model).toMatchObject({ directory, weights: "fp32" });
    expect(model.fingerprint).not.toBe(fingerprint);
    expect(model.fingerprint).toMatch(/^all-MiniLM-L6-v2-fp32\/fp32\/p\d+-/u);
  });

  test("a tokenizer that differs gives another fingerprint", async () => {
    const { directory } = await preparedModel();
    const copy = join(modelsDirectory, "copy");
    cpSync(directory, copy, { recursive: true });
    const before = await resolveModel(copy, { modelsDirectory });
    cpSync(join(directory, "config.json"), join(copy, "tokenizer.json"));
    expect((await resolveModel(copy, { modelsDirectory })).fingerprint).not.toBe(before.fingerprint);
  });

  test("a folder that lacks files is refused by their names", async () => {
    await expect(resolveModel(tmpdir(), { modelsDirectory })).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringContaining("lacks config.json and tokenizer.json"),
      remedy: expect.stringContaining("onnx/model.onnx"),
    });
  });

  test("a path that does not exist is not looked up on the hub", async () => {
    await expect(resolveModel("./no/such/folder", { modelsDirectory, host })).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringMatching(/There is no folder .*no\/such\/folder/u),
    });
    expect(requests).toBe(0);
  });

  test("an id without internet is refused quickly, naming what helps", async () => {
    const started = performance.now();
    // Port 9 discards: nothing listens there, as on a machine without a network.
    await expect(resolveModel("someone/absent", { modelsDirectory, host: "http://127.0.0.1:9/" })).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringContaining("no model of that id could be downloaded"),
      remedy: expect.stringMatching(/internet.*EMBEDDING_MODEL.*unset/u),
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("an id that the hub does not know is refused as misspelt", async () => {
    await expect(resolveModel("someone/misspelt", { modelsDirectory, host })).rejects.toMatchObject({
      code: "model_unavailable",
      message: expect.stringContaining("404"),
      remedy: expect.stringContaining("Check the id"),
    });
  });

  test("an id is downloaded once, and needs no hub afterwards", async () => {
    const messages: string[] = [];
    const options = { modelsDirectory, host, log: (message: string) => void messages.push(message) };
    const model = await resolveModel("someone/mini", options);
    expect(model).toMatchObject({ directory: join(modelsDirectory, "downloaded/someone/mini"), weights: "q8" });
    expect(model.fingerprint).toMatch(/^someone\/mini\/q8\//u);
    expect(messages).toEqual([expect.stringContaining("Downloading the model someone/mini")]);
    const before = requests;
    expect(await resolveModel("someone/mini", options)).toEqual(model);
    expect(requests).toBe(before);
  });
});
