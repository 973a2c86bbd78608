import type { Context, MiddlewareHandler } from "hono";

const KEY = "abortSignal";

/**
 * Keeps the signal that the server itself aborts. A request made from another, as happens where a body is
 * read, follows its signal through weak references only: after a garbage collection it may never abort.
 */
export const keepAbortSignal: MiddlewareHandler = async function keepAbortSignal(c, next) {
  c.set(KEY, c.req.raw.signal);
  return next();
};

/** Aborts when the caller leaves. */
export function abortSignalOf(c: Context): AbortSignal {
  return (c.get(KEY) as AbortSignal | undefined) ?? c.req.raw.signal;
}
