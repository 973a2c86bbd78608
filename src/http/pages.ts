import type { Hono } from "hono";
import type { ApiDocument } from "./api-document.ts";
import type { Problem } from "./contract/problem.ts";
import type { HeaderExceptions } from "./security-headers.ts";
import type { Services } from "./services.ts";

/** What the pages are given. */
export interface PagesGiven {
  readonly services: Services;
  readonly mostTextCharacters: number;
  /** Where the service is reached from outside, without a slash at its end; undefined where only a request tells. */
  readonly publicUrl: string | undefined;
  /** Seconds that a fragment may be kept at most; 0: it is asked for again each time. */
  readonly mostFragmentSeconds: number;
  /** The document behind /openapi.json. */
  readonly document: () => ApiDocument;
}

/** The pages for people, made by `web/` and handed in: http knows none of them. */
export interface Pages extends HeaderExceptions {
  readonly routes: Hono;
  /** An error as a page for a browser; whole HTML document. */
  problemPage(problem: Problem): string;
  /** An error in the place of a fragment: HTML that shows nothing. */
  problemFragment(problem: Problem): string;
}

export type CreatePages = (given: PagesGiven) => Pages;
