import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export interface BrowserScript {
  readonly text: string;
  /** Changes with the content, so that browsers may keep it for ever. */
  readonly version: string;
}

interface Making {
  /** Beside this file: "editor/main.tsx". */
  readonly entry: string;
  /** "esm" for a module of our own pages, "iife" for a plain script that any page may load. */
  readonly format: "esm" | "iife";
}

/** A folder of code for browsers as one script, made when it is first asked for: nobody else waits for it. */
export function createBrowserScript(making: Making): () => BrowserScript {
  let made: BrowserScript | undefined;
  return () => (made ??= makeScript(making));
}

function makeScript({ entry, format }: Making): BrowserScript {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    charset: "utf8",
    loader: { ".css": "text" },
    write: false,
  });
  const { text } = outputFiles[0]!;
  return { text, version: createHash("sha256").update(text).digest("hex").slice(0, 12) };
}
