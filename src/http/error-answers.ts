import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { KindredError } from "../forum/errors.ts";
import { abortSignalOf } from "./abort-signal.ts";
import type { Log } from "./log.ts";
import type { Pages } from "./pages.ts";
import { headersOf, InvalidRequest, problemOf, statusOf } from "./problem.ts";

/** Nobody is there to read it; the number is what proxies log for a caller who left. */
const CLIENT_CLOSED_REQUEST = 499;

export interface ErrorAnswers {
  readonly onError: ErrorHandler;
  readonly notFound: NotFoundHandler;
  readonly methodNotAllowed: (c: Context, methods: string[]) => Response;
}

/** Every error there is, in one shape: problem+json for programs, a page for browsers on pages, and where a fragment would stand nothing to see. */
export function createErrorAnswers(log: Log, pages: Pages | undefined): ErrorAnswers {
  function answer(c: Context, error: KindredError, headers: Record<string, string> = {}): Response {
    const problem = problemOf(error, c.get("requestId"));
    const status = statusOf(error.code);
    const all = { ...headersOf(error.code), ...headers };
    if (pages !== undefined && FRAGMENTS.test(c.req.path)) return c.html(pages.problemFragment(problem), status, all);
    if (pages !== undefined && wantsPage(c)) return c.html(pages.problemPage(problem), status, all);
    return c.body(JSON.stringify(problem), status, { ...all, "content-type": "application/problem+json" });
  }

  return {
    onError(error, c) {
      if (abortSignalOf(c).aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
      const known = asKindredError(error);
      if (statusOf(known.code) >= 500) {
        const cause = known === error ? error : (known.cause as Error);
        log(known.code === "not_ready" ? "warn" : "error", "request failed", {
          code: known.code,
          requestId: c.get("requestId"),
          stack: stackOf(cause),
        });
      }
      return answer(c, known);
    },
    notFound: (c) => answer(c, new KindredError("route_not_found", "There is nothing at this address.", "See /docs.")),
    methodNotAllowed(c, methods) {
      const allow = methods.join(", ");
      const message = `This address takes ${allow}.`;
      return answer(c, new KindredError("method_not_allowed", message, "Use one of these methods."), { allow });
    },
  };
}

function asKindredError(error: Error): KindredError {
  if (error instanceof KindredError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    if (error.status === 415) {
      return new KindredError("unsupported_media_type", "This route reads application/json.", "Set Content-Type: application/json.");
    }
    if (error.status === 413) return new KindredError("payload_too_large", "The body is too large.", "Send less at once.");
    return new InvalidRequest("The body is not valid JSON.", [], "Send one JSON object, in UTF-8.");
  }
  return new KindredError("internal", "Something went wrong here.", "See the log.", { cause: error });
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : "";
  return (error.stack ?? String(error)) + cause;
}

const API = /^\/(v1(\/|$)|healthz$|readyz$|info$|openapi\.json$)/;
const FRAGMENTS = /^\/embed(\/|$)/;
const PAGES = /^\/($|threads(\/|$)|topics(\/|$)|ask$|docs$|widget(\/|$))/;

/** Addresses of the API never answer with HTML, those of pages always; elsewhere it is as the caller says. */
function wantsPage(c: Context): boolean {
  if (API.test(c.req.path)) return false;
  return PAGES.test(c.req.path) || (c.req.header("accept") ?? "").includes("text/html");
}
