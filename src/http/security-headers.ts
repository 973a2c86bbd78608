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

/** Which addresses need other headers than most; asked with the path of a request. */
export interface HeaderExceptions {
  /** Pages that run a script of this service and ask its API; all others run none. */
  readonly runsScript: (path: string) => boolean;
  /** What pages of other sites load into themselves. */
  readonly isForOtherSites: (path: string) => boolean;
}

/** Pages hold no inline script and no inline style, so nothing of either is ever run, wherever it came from. */
export function securityHeaders({ runsScript, isForOtherSites }: HeaderExceptions): MiddlewareHandler {
  const headersWith = (more: { scriptSrc?: string[]; connectSrc?: string[] }, crossOriginResourcePolicy: "same-origin" | "cross-origin" = "same-origin") =>
    secureHeaders({
      // Whether there is TLS is known to the proxy before this service, not here.
      strictTransportSecurity: false,
      crossOriginResourcePolicy,
      contentSecurityPolicy: { ...POLICY, ...more },
    });
  const plain = headersWith({});
  const scripted = headersWith({ scriptSrc: ["'self'"], connectSrc: ["'self'"] });
  const forOtherSites = headersWith({}, "cross-origin");
  return (c, next) => {
    const { path } = c.req;
    return (runsScript(path) ? scripted : isForOtherSites(path) ? forOtherSites : plain)(c, next);
  };
}

/** Answers show what is public now; a copy kept anywhere would show what has been hidden since. */
export const neverStored: MiddlewareHandler = async function neverStored(c, next) {
  await next();
  if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
};
