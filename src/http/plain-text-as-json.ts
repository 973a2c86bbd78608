import type { MiddlewareHandler } from "hono";

/**
 * Hands plain text on as JSON. It is what `navigator.sendBeacon` and pages of other origins can send without asking first; what
 * is in it is checked as all JSON is.
 */
export const plainTextAsJson: MiddlewareHandler = async function plainTextAsJson(c, next) {
  if (/^text\/plain\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    const headers = new Headers(c.req.raw.headers);
    headers.set("content-type", "application/json");
    c.req.raw = new Request(c.req.raw, { headers });
  }
  return next();
};
