import { resolve } from "node:path";
import { bundleClient } from "./build-client/bundle.ts";

/**
 * Makes what `import { createClient } from "kindred-qa/client"` gives: `client.js`, one module without imports, and its
 * declarations, without imports but of each other. npm ci runs it, into dist/.
 *
 *     node --import tsx scripts/build-client.ts [FOLDER]
 */
const folder = resolve(process.argv[2] ?? "dist");

await bundleClient(folder);
if (isInstalled("typescript")) {
  const { writeDeclarations } = await import("./build-client/declarations.ts");
  await writeDeclarations(folder);
}

/** Not where a service is installed without what it is developed with: it needs no declarations. */
function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
