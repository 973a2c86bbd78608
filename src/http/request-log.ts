import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Log } from "./log.ts";

/** One line a request, with the route's pattern and not its address: an address may hold what somebody looks for. */
export function requestLog(log: Log): MiddlewareHandler {
  return async function requestLog(c, next) {
    const startedAt = performance.now();
    await next();
    log("info", "request", {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds: Math.round(performance.now() - startedAt),
      requestId: c.get("requestId"),
    });
  };
}
