import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * Pages hold no inline script and no inline style, so nothing of either is ever run, wherever it came from.
 * @param scriptedPath of the one page that runs a script of this service and asks its API; all others run none
 */
export function securityHeaders(scriptedPath: string): MiddlewareHandler {
  const headersWith = (more: { scriptSrc?: string[]; connectSrc?: string[] }) =>
    secureHeaders({
      // Whether there is TLS is known to the proxy before this service, not here.
      strictTransportSecurity: false,
      contentSecurityPolicy: { ...POLICY, ...more },
    });
  const [plain, scripted] = [headersWith({}), headersWith({ scriptSrc: ["'self'"], connectSrc: ["'self'"] })];
  return (c, next) => (c.req.path === scriptedPath ? scripted : plain)(c, next);
}

/** Answers show what is public now; a copy kept anywhere would show what has been hidden since. */
export const neverStored: MiddlewareHandler = async function neverStored(c, next) {
  await next();
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};
