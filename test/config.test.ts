import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config.ts";

describe("settings", () => {
  test("have defaults, and an empty variable counts as absent", () => {
    const config = loadConfig({ PORT: "", INDEX_DIR: "" });
    expect(config.server).toEqual({ host: "127.0.0.1", port: 8787 });
    expect(config.indexDirectory).toBe(resolve("index"));
    expect(config.modelDirectory).toBe(join(resolve("index"), "models"));
    expect(config.sampleForum).toBe(true);
    expect(config.allowedOrigins).toBe("loopback");
    expect(config.publicUrl).toBeUndefined();
    expect(config.maskPersonalData).toBe(true);
  });

  test("are read from the environment", () => {
    const config = loadConfig({ PORT: "0", HOST: "::1", INDEX_DIR: "/data", MODEL_DIR: "/models", SAMPLE_FORUM: "no", MASK_PERSONAL_DATA: "false", EMBEDDING_THREADS: "3", EMBEDDING_MODEL: "a/b", FRAGMENT_MAX_AGE: "60", PUBLIC_URL: "https://kindred.example/", ALLOWED_ORIGINS: "https://forum.example, http://localhost:8080" });
    expect(config).toEqual({
      indexDirectory: "/data",
      modelDirectory: "/models",
      model: { name: "a/b", threads: 3 },
      server: { host: "::1", port: 0 },
      publicUrl: "https://kindred.example",
      allowedOrigins: ["https://forum.example", "http://localhost:8080"],
      maskPersonalData: false,
      mostFragmentSeconds: 60,
      sampleForum: false,
    });
  });

  test("that are wrong are all named at once, with what they may be", () => {
    expect(() => loadConfig({ PORT: "abc", EMBEDDING_THREADS: "0", SAMPLE_FORUM: "perhaps" })).toThrow(
      expect.objectContaining({
        code: "configuration_invalid",
        message: expect.stringMatching(/whole number from 0 to 65535[^]*PORT|PORT[^]*whole number from 0 to 65535/),
      }),
    );
    expect(() => loadConfig({ PUBLIC_URL: "kindred.example", ALLOWED_ORIGINS: "https://forum.example/path" })).toThrow(/address such as[^]*origins such as/);
    expect(loadConfig({ ALLOWED_ORIGINS: "none" }).allowedOrigins).toEqual([]);
    expect(() => loadConfig({ EMBEDDING_THREADS: "1.5", SAMPLE_FORUM: "perhaps" })).toThrow(/EMBEDDING_THREADS[^]*SAMPLE_FORUM/);
  });
});
