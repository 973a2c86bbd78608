import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { createWorkerPool } from "../../src/embedding/worker-pool.ts";
import { preparedModel } from "./prepared-model.ts";

describe("worker pool", () => {
  test("a thread that dies rejects its batch, is started again once, and is then given up", async () => {
    const messages: string[] = [];
    const onChange = vi.fn();
    const pool = await createWorkerPool(await preparedModel(), {
      threads: 1,
      log: (message) => void messages.push(message),
      onChange,
    });
    // Not texts: the thread throws where nothing catches, and ends.
    const crash = () => pool.encode(undefined as unknown as string[]);
    await expect(crash()).rejects.toMatchObject({ code: "model_unavailable", remedy: expect.stringContaining("again") });
    await vi.waitFor(() => expect(pool.idle).toBe(1), 20_000);
    expect(messages).toEqual([expect.stringContaining("another is started")]);
    expect((await pool.encode(["alive"])).vectors).toHaveLength(384);

    await expect(crash()).rejects.toMatchObject({ code: "model_unavailable" });
    await vi.waitFor(() => expect(pool.usable).toBe(false), 5_000);
    expect(onChange).toHaveBeenCalledTimes(2);
    await pool.stop();
  });

  test("a model that does not load is refused with its reason", async () => {
    const directory = await mkdtemp(join(tmpdir(), "kindred-broken-"));
    await expect(
      createTransformersEmbedder({ directory, weights: "q8", fingerprint: "broken" }, { threads: 2 }),
    ).rejects.toMatchObject({ code: "model_unavailable", message: expect.stringContaining(directory) });
    await rm(directory, { recursive: true });
  });
});
