import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";

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
  /** Stylesheets that the script has with it, as one text under the name STYLES. */
  readonly styles?: readonly string[];
}

/** A folder of code for browsers as one script, made when it is first asked for: nobody else waits for it. */
export function createBrowserScript(making: Making): () => BrowserScript {
  let made: BrowserScript | undefined;
  return () => (made ??= makeScript(making));
}

function makeScript({ entry, format, styles = [] }: Making): BrowserScript {
  const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const css = styles.map((name) => readFileSync(place(name), "utf8")).join("\n");
  const { outputFiles } = buildSync({
    entryPoints: [place(entry)],
    bundle: true,
    minify: true,
    format,
    target: "es2022",
    charset: "utf8",
    define: { STYLES: JSON.stringify(transformSync(css, { loader: "css", minify: true }).code.trim()) },
    write: false,
  });
  const { text } = outputFiles[0]!;
  return { text, version: createHash("sha256").update(text).digest("hex").slice(0, 12) };
}
