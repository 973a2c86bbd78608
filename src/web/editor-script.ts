import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export interface EditorScript {
  readonly text: string;
  /** Changes with the content, so that browsers may keep it for ever. */
  readonly version: string;
  readonly path: string;
}

let made: EditorScript | undefined;

/** The editors' page as one script, made of `editor/` when it is first asked for: nobody else waits for it. */
export function editorScript(): EditorScript {
  return (made ??= makeScript());
}

function makeScript(): EditorScript {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("editor/main.tsx", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    write: false,
  });
  const { text } = outputFiles[0]!;
  const version = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { text, version, path: `/assets/editor.js?v=${version}` };
}
