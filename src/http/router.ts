import { OpenAPIHono } from "@hono/zod-openapi";
import { invalidIn } from "./invalid-in.ts";

/** A router whose failed validations are thrown, to be answered in one place with all other errors. */
export function createRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalidIn(PLACES[result.target] ?? "request", result.error.issues);
    },
  });
}

const PLACES: Record<string, string> = { query: "query", param: "path", json: "body" };
