import { Hono, type Context } from "hono";
import type { BrowserScript } from "./browser-script.ts";
import type { Stylesheet } from "./stylesheet.ts";

const FOR_EVER = "public, max-age=31536000, immutable";

/** Two rings that touch: questions of a kind. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0e7c6b" stroke-width="4"><circle cx="12" cy="16" r="8"/><circle cx="20" cy="16" r="8"/></svg>`;

/** What changes with its content, under a version that does. */
interface Asset {
  readonly text: string;
  readonly version: string;
}

/** @param editorScript is made when somebody first asks for it */
export function createAssetRoutes(stylesheet: Stylesheet, editorScript: () => BrowserScript): Hono {
  const answer = (c: Context, { text, version }: Asset, type: string) => {
    const cacheControl = c.req.query("v") === version ? FOR_EVER : "no-cache";
    return c.body(text, 200, { "content-type": `${type}; charset=utf-8`, "cache-control": cacheControl, etag: `"${version}"` });
  };
  return new Hono()
    .get("/kindred.css", (c) => answer(c, stylesheet, "text/css"))
    .get("/editor.js", (c) => answer(c, editorScript(), "text/javascript"))
    .get("/kindred.svg", (c) => c.body(ICON, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }));
}
