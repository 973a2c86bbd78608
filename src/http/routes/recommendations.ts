import { createRoute } from "@hono/zod-openapi";
import type { Recommender } from "../../recommend/answers.ts";
import { abortSignalOf } from "../abort-signal.ts";
import { Recommendations, RecommendationsQuery, recommendationsRequest } from "../contract/recommendations.ts";
import { similarOptions } from "../contract/similar.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { ThreadPath } from "../contract/threads.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import { answer, body, LOOKING, problems } from "./describe.ts";
import { inquiryExample, relatedFaqExample, similarExample } from "./examples.ts";
import type { InquiryLimits } from "./inquiry-limits.ts";

const example = { similar: similarExample, relatedFaq: relatedFaqExample };

export function createRecommendationRoutes(recommender: Recommender, { mostTextCharacters, mostInquiryBytes }: InquiryLimits) {
  const ofThread = createRoute({
    method: "get",
    path: "/v1/threads/{id}/recommendations",
    operationId: "recommendationsForThread",
    tags: ["Both"],
    summary: "Similar threads and related topics of a thread, in one answer",
    request: { params: ThreadPath, query: RecommendationsQuery },
    responses: {
      200: answer("Both lists.", Recommendations, example),
      ...problems("thread_not_found", ...LOOKING),
    },
  });

  const ofText = createRoute({
    method: "post",
    path: "/v1/recommendations",
    operationId: "recommendationsForText",
    tags: ["Both"],
    summary: "Similar threads and related topics of a text, in one answer",
    middleware: wholeBody(mostInquiryBytes),
    request: { query: NoQueryBesideBody, body: body(recommendationsRequest(mostTextCharacters), inquiryExample) },
    responses: {
      200: answer("Both lists.", Recommendations, example),
      ...problems("payload_too_large", "unsupported_media_type", ...LOOKING),
    },
  });

  return createRouter()
    .openapi(ofThread, async (c) => {
      const { id } = c.req.valid("param");
      const { topicLimit, ...similar } = c.req.valid("query");
      const options = { similar: similarOptions(similar), topicLimit };
      return c.json(await recommender.recommend({ threadId: id }, options, abortSignalOf(c)), 200);
    })
    .openapi(ofText, async (c) => {
      const { text, title, topicLimit, ...similar } = c.req.valid("json");
      const options = { similar: similarOptions(similar), topicLimit };
      return c.json(await recommender.recommend({ text, title }, options, abortSignalOf(c)), 200);
    });
}
