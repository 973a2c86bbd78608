import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Pages hold no script and no inline style, so nothing of either is ever run, wherever it came from. */
export function securityHeaders(): MiddlewareHandler {
  return secureHeaders({
    // Whether there is TLS is known to the proxy before this service, not here.
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}

/** Answers show what is public now; a copy kept anywhere would show what has been hidden since. */
export const neverStored: MiddlewareHandler = async function neverStored(c, next) {
  await next();
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};
