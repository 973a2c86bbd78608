import type { MiddlewareHandler } from "hono";
import { InvalidRequest } from "./problem.ts";

/** Refuses an address that percent-decodes to no text; Hono would hand on what it cannot decode as it stands. */
export const wellFormedUrl: MiddlewareHandler = async function wellFormedUrl(c, next) {
  try {
    decodeURIComponent(c.req.url);
  } catch {
    throw new InvalidRequest(
      "The address holds a % that is not followed by the code of a UTF-8 character.",
      [],
      "Percent-encode ids and parameters as UTF-8 (encodeURIComponent), and a % itself as %25.",
    );
  }
  return next();
};
