import { join } from "node:path";
import { build } from "esbuild";
import { CLIENT_SOURCE } from "./places.ts";

/** Writes `client.js` for browsers and Node alike: a build for neither refuses what only one of them has. */
export async function bundleClient(folder: string): Promise<void> {
  await build({
    entryPoints: [join(CLIENT_SOURCE, "client.ts")],
    outdir: folder,
    bundle: true,
    platform: "neutral",
    format: "esm",
    target: "es2022",
    charset: "utf8",
    banner: { js: "// The client of Kindred (MIT). It holds hono/client (MIT), copyright Yusuke Wada and Hono contributors." },
    logLevel: "warning",
  });
}
