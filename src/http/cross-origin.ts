import type { Context, MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { every } from "hono/combine";
import { KindredError } from "../forum/errors.ts";
import type { Log } from "./log.ts";

/** Sites whose pages may ask from a browser: all, those on this machine, or these origins ("https://forum.example"). */
export type AllowedOrigins = "*" | "loopback" | readonly string[];

const API = /^\/v1(\/|$)/;
/** What is the same for everybody: public threads and topics, and fragments of them. */
const READ = /^\/(v1\/(threads|topics)(\/|$)|embed\/)/;
/** What changes nothing but counters. */
const ASKED = /^\/v1\/(similar|related-faq|recommendations|suggestions|duplicates\/check|feedback)$/;

/** How long a browser may remember what it was allowed, in seconds; none keeps it longer than a day. */
const MAX_AGE = 86_400;
/** So many refused sites are told in the log: whoever wants may send any number of names. */
const MOST_TOLD = 32;

/**
 * Lets pages of some other sites read what is public, without cookies or keys. Writing a thread and all that editors do stay
 * with this service's own pages and with programs: a browser refuses them to any other site. To pages of all other
 * sites the API answers `origin_refused`, and the log says once how to let a site in.
 */
export function crossOrigin(allowed: AllowedOrigins, log: Log): MiddlewareHandler {
  const isAllowed = allowed === "*" ? () => true : allowed === "loopback" ? isLoopback : (origin: string) => allowed.includes(origin);
  const told = new Set<string>();

  const refuseOthers: MiddlewareHandler = async function refuseOthers(c, next) {
    const origin = c.req.header("origin");
    if (origin === undefined || isOwn(origin, c) || isAllowed(origin)) return next();
    if (!told.has(origin) && told.size < MOST_TOLD) {
      told.add(origin);
      log("warn", "a page of another site was refused; to let it in, name the site in ALLOWED_ORIGINS", { origin: JSON.stringify(origin.slice(0, 200)) });
    }
    throw new KindredError("origin_refused", "Pages of this site may not ask here.", "Name the site in ALLOWED_ORIGINS.");
  };
  const allow = (method: "GET" | "POST") =>
    cors({
      origin: allowed === "*" ? "*" : (origin) => (isAllowed(origin) ? origin : null),
      allowMethods: [method],
      allowHeaders: ["content-type"],
      exposeHeaders: ["retry-after", "x-request-id"],
      maxAge: MAX_AGE,
    });
  const [reading, asking] = [every(refuseOthers, allow("GET")), every(refuseOthers, allow("POST"))];

  return async function crossOrigin(c, next) {
    const { path } = c.req;
    if (READ.test(path)) return reading(c, next);
    if (ASKED.test(path)) return asking(c, next);
    return API.test(path) ? refuseOthers(c, next) : next();
  };
}

/** Our own pages name their origin too where they send something; a proxy may have changed the scheme, not the host. */
function isOwn(origin: string, c: Context): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
}

/** Whoever can serve a page on this machine can ask from it anyway. */
function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);
}
