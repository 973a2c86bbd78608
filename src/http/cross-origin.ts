import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

/** Sites whose pages may ask from a browser: all, or these origins ("https://forum.example"). */
export type AllowedOrigins = "*" | readonly string[];

/** What is the same for everybody: public threads and topics. */
const READ = /^\/v1\/(threads|topics)(\/|$)/;
/** What changes nothing but counters. */
const ASKED = /^\/v1\/(similar|related-faq|recommendations|suggestions|duplicates\/check|feedback)$/;

/** How long a browser may remember what it was allowed, in seconds; none keeps it longer than a day. */
const MAX_AGE = 86_400;

/**
 * Lets pages of other sites read what is public, without cookies or keys. Writing a thread and all that editors do stay
 * with this service's own pages and with programs: a browser refuses them to any other site.
 */
export function crossOrigin(allowed: AllowedOrigins): MiddlewareHandler {
  const allow = (method: "GET" | "POST") =>
    cors({
      origin: allowed === "*" ? "*" : [...allowed],
      allowMethods: [method],
      allowHeaders: ["content-type"],
      exposeHeaders: ["retry-after", "x-request-id"],
      maxAge: MAX_AGE,
    });
  const [reading, asking] = [allow("GET"), allow("POST")];
  return async function crossOrigin(c, next) {
    if (READ.test(c.req.path)) return reading(c, next);
    if (ASKED.test(c.req.path)) return asking(c, next);
    return next();
  };
}
