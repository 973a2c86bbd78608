import { defineConfig } from "vitest/config";

/** What needs the real forum in ../shared, a browser, or minutes. */
export default defineConfig({
  test: {
    include: ["test/acceptance/**/*.acceptance.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // One after the other: each uses the whole machine.
    fileParallelism: false,
  },
});
