import { OpenAPIHono } from "@hono/zod-openapi";
import { fieldErrors } from "./field-errors.ts";
import { InvalidRequest } from "./problem.ts";

/** A router whose failed validations are thrown, to be answered in one place with all other errors. */
export function createRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = fieldErrors(result.error.issues);
      throw new InvalidRequest(summary(PLACES[result.target] ?? "request", errors), errors);
    },
  });
}

const PLACES: Record<string, string> = { query: "query", param: "path", json: "body" };

function summary(place: string, errors: readonly { field: string; message: string }[]): string {
  const [first] = errors;
  if (first === undefined) return `The ${place} is not valid.`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see \`errors\`)` : "";
  return `In the ${place}: ${first.field === "" ? "it" : first.field} ${first.message}${more}.`;
}
