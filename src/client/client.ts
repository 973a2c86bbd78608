import { hc } from "hono/client";
import { createAsking } from "./asking.ts";
import type { Fetch } from "./call-options.ts";
import { createCaller, read } from "./caller.ts";
import { systemClock, type Clock } from "./clock.ts";
import { createDuplicateMethods } from "./duplicate-methods.ts";
import type { KindredClient } from "./kindred-client.ts";
import { KindredRequestError } from "./request-error.ts";
import type { App } from "./routes.ts";
import type { Recommendations, RecommendationsOptions, RelatedFaqAnswer, RelatedFaqOptions, SimilarAnswer, SimilarOptions, Suggestions, SuggestionsOptions } from "./shapes.ts";
import { createThreadMethods } from "./thread-methods.ts";
import { createTopicMethods } from "./topic-methods.ts";

export type { Clock } from "./clock.ts";
export type { KindredClient, KindredDuplicates, KindredThreads, KindredTopics, Subject } from "./kindred-client.ts";
export type { FailureCode, FailureDetails } from "./request-error.ts";
export { KindredRequestError };
export type { CallOptions, Fetch } from "./call-options.ts";
export type * from "./shapes.ts";

export interface ClientOptions {
  /** An editor's key, for what only editors may. It belongs on a server: a page that holds it gives it to all its readers. */
  readonly key?: string | undefined;
  /** How long the service may take to answer, each time it is asked; Infinity: as long as it wants. */
  readonly timeoutMs?: number | undefined;
  /** How often a request is sent again where the service is overloaded or not ready, or cannot be reached. */
  readonly retries?: number | undefined;
  /** Sent along with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** In place of the runtime's own. */
  readonly fetch?: Fetch | undefined;
  /** Time itself, for tests. */
  readonly clock?: Clock | undefined;
}

/** What a header can hold; an error of the runtime's own would repeat the key. */
const KEY = /^[\x21-\x7E]+$/;

/**
 * A client of a Kindred service, for Node and browsers.
 *
 * @param baseUrl where the service is; in a page also a path of the same origin
 * @example
 * const kindred = createClient("http://localhost:3000");
 * const { items } = await kindred.similar({ threadId: "1001" }, { limit: 4 });
 */
export function createClient(
  baseUrl: string | URL,
  { key, timeoutMs = 10_000, retries = 2, headers = {}, fetch = (...request) => globalThis.fetch(...request), clock = systemClock }: ClientOptions = {},
): KindredClient {
  if (key !== undefined && !KEY.test(key)) {
    throw new KindredRequestError("key_refused", "This is not a key.", { remedy: "A key has no spaces, and only Latin letters, digits and signs." });
  }
  const { v1, info, readyz } = hc<App>(String(baseUrl), { headers: { ...headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) } });
  const caller = createCaller({ fetch, clock, timeoutMs, retries });
  const { ofEither, ofText } = createAsking(caller);
  const { again } = caller;
  const thread = v1.threads[":id"];

  return {
    similar: ofEither<SimilarOptions, SimilarAnswer>(thread.similar, v1.similar),
    relatedFaq: ofEither<RelatedFaqOptions, RelatedFaqAnswer>(thread["related-faq"], v1["related-faq"]),
    recommendations: ofEither<RecommendationsOptions, Recommendations>(thread.recommendations, v1.recommendations),
    suggestions: ofText<SuggestionsOptions, Suggestions>(v1.suggestions),
    feedback: async (feedback, call) => void (await v1.feedback.$post({ query: {}, json: feedback }, caller.once(call))),
    threads: createThreadMethods(v1, caller),
    topics: createTopicMethods(v1, caller),
    duplicates: createDuplicateMethods(v1, caller),
    info: async (call) => read(info.$get({}, again(call))),
    ready: async (call) => read(readyz.$get({}, again(call))),
  };
}
