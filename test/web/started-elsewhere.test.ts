import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** tsx reads tsconfig.json from the folder it is started in: each component says itself how its JSX is meant. */
it("pages are made whatever folder the service is started from", () => {
  const tsx = import.meta.resolve("tsx");
  const fakes = new URL("../http/fakes.ts", import.meta.url).href;
  const program = `import(${JSON.stringify(fakes)}).then(async ({ createFakeApp }) => {
    const { app } = createFakeApp([{ id: "1", question: "q" }]);
    for (const path of ["/", "/threads/1", "/topics", "/ask", "/docs", "/editor"]) console.log((await app.request(path)).status);
  })`;
  const output = execFileSync(process.execPath, ["--import", tsx, "--eval", program], { cwd: "/", encoding: "utf8" });
  expect(output.trim().split("\n")).toEqual(Array.from({ length: 6 }, () => "200"));
});
