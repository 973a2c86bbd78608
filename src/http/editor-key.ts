import type { Context, MiddlewareHandler } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { KindredError, type ErrorCode } from "../forum/errors.ts";
import { PROBLEMS } from "./problem.ts";
import type { Services } from "./services.ts";

const EDITOR = "editor";

/** In OpenAPI; a route that asks for an editor's key names it in `security`. */
export const EDITOR_KEY = "editorKey";

/** Lets editors through and remembers whose key it was; anybody else is refused with `key_missing` or `key_refused`. */
export function requireEditor(keys: Services["keys"]): MiddlewareHandler {
  return bearerAuth({
    verifyToken: (key, c) => {
      const editor = keys.editor(key);
      c.set(EDITOR, editor);
      return editor !== undefined;
    },
    noAuthenticationHeader: { message: refuse("key_missing") },
    invalidAuthenticationHeader: { message: refuse("key_refused") },
    invalidToken: { message: refuse("key_refused") },
  });
}

/** Whose key it was. Only for routes behind `requireEditor`. */
export function editorOf(c: Context): string {
  return c.get(EDITOR) as string;
}

/** Thrown where Hono would write an answer of its own, so that it is answered as every other error is. */
function refuse(code: ErrorCode & ("key_missing" | "key_refused")): () => never {
  return () => {
    throw new KindredError(code, PROBLEMS[code].title, PROBLEMS[code].remedy);
  };
}
