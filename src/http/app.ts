import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { keepAbortSignal } from "./abort-signal.ts";
import type { ApiDocument } from "./api-document.ts";
import { crossOrigin, type AllowedOrigins } from "./cross-origin.ts";
import { createErrorAnswers } from "./error-answers.ts";
import type { Log } from "./log.ts";
import { describeApi } from "./openapi.ts";
import type { CreatePages } from "./pages.ts";
import { requestLog } from "./request-log.ts";
import { createRouter } from "./router.ts";
import { inquiryLimits } from "./routes/inquiry-limits.ts";
import { createDecisionBatchRoutes } from "./routes/decision-batch.ts";
import { createDuplicateCheckRoutes } from "./routes/duplicate-check.ts";
import { createDuplicateDecisionRoutes } from "./routes/duplicate-decisions.ts";
import { createDuplicateRoutes } from "./routes/duplicates.ts";
import { createFeedbackRoutes } from "./routes/feedback.ts";
import { createIntakeRoutes } from "./routes/intake.ts";
import { createRecommendationRoutes } from "./routes/recommendations.ts";
import { createRelatedFaqRoutes } from "./routes/related-faq.ts";
import { createSimilarRoutes } from "./routes/similar.ts";
import { createStatusRoutes } from "./routes/status.ts";
import { createSuggestionRoutes } from "./routes/suggestions.ts";
import { createThreadRoutes } from "./routes/threads.ts";
import { createTopicEditRoutes } from "./routes/topic-edits.ts";
import { createTopicRoutes } from "./routes/topics.ts";
import { neverStored, securityHeaders, type HeaderExceptions } from "./security-headers.ts";
import type { Services } from "./services.ts";
import { wellFormedUrl } from "./well-formed-url.ts";

const NO_PAGES: HeaderExceptions = { runsScript: () => false, isForOtherSites: () => false };

export interface AppOptions {
  readonly version: string;
  readonly log: Log;
  /** The pages for people, `createPages` of web/; without it there is the API alone. */
  readonly pages?: CreatePages;
  /** Sites whose pages may ask from a browser what is public. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Where the service is reached from outside: "https://kindred.example". */
  readonly publicUrl?: string | undefined;
  /** Seconds that a fragment may be kept at most. */
  readonly mostFragmentSeconds?: number;
  /** Longest text that may be asked, in UTF-16 code units. */
  readonly mostTextCharacters?: number;
  /** Largest body of one thread. */
  readonly mostBodyBytes?: number;
  /** Largest body of many threads, which is read as it arrives. */
  readonly mostNdjsonBytes?: number;
}

/**
 * The service as a Hono app. It listens nowhere: hand `app.fetch` to a server, or ask it with `app.request`.
 *
 * @example
 * const app = createApp(services, { version: "1.0.0", log, pages: createPages });
 * const response = await app.request("/v1/threads/1001/similar");
 */
export function createApp(
  services: Services,
  {
    version,
    log,
    pages: createPages,
    allowedOrigins = "loopback",
    publicUrl,
    mostFragmentSeconds = 3_600,
    mostTextCharacters = 50_000,
    mostBodyBytes = 4_000_000,
    mostNdjsonBytes = 2_000_000_000,
  }: AppOptions,
) {
  const { recommender, reader, writer } = services;
  const limits = inquiryLimits(mostTextCharacters);
  const app = createRouter();

  let known: ApiDocument | undefined;
  const document = () => (known ??= describeApi(app, version));
  const pages = createPages?.({ services, mostTextCharacters, publicUrl, mostFragmentSeconds, document });
  const errors = createErrorAnswers(log, pages);

  app.use(keepAbortSignal, requestId(), requestLog(log), securityHeaders(pages ?? NO_PAGES), neverStored, crossOrigin(allowedOrigins, log));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: errors.methodNotAllowed }));
  app.use(wellFormedUrl);
  app.onError(errors.onError);
  app.notFound(errors.notFound);
  app.get("/openapi.json", (c) => c.json(document(), 200));
  if (pages !== undefined) app.route("/", pages.routes);

  return app
    .route("/", createSimilarRoutes(recommender, limits))
    .route("/", createRelatedFaqRoutes(recommender, limits))
    .route("/", createRecommendationRoutes(recommender, limits))
    .route("/", createSuggestionRoutes(recommender, limits))
    .route("/", createThreadRoutes(reader, writer, { mostBodyBytes }))
    .route("/", createIntakeRoutes(writer, { mostNdjsonBytes }))
    .route("/", createTopicRoutes(reader))
    .route("/", createTopicEditRoutes(services))
    .route("/", createDuplicateRoutes(services))
    .route("/", createDuplicateCheckRoutes(services.duplicates.review, limits))
    .route("/", createDuplicateDecisionRoutes(services))
    .route("/", createDecisionBatchRoutes(services))
    .route("/", createFeedbackRoutes(services.feedback))
    .route("/", createStatusRoutes(() => services.status(), version));
}
