import { createRoute } from "@hono/zod-openapi";
import type { Recommender } from "../../recommend/answers.ts";
import { abortSignalOf } from "../abort-signal.ts";
import { SimilarAnswer, SimilarQuery, similarOptions, similarRequest } from "../contract/similar.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { ThreadPath } from "../contract/threads.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import { answer, body, LOOKING, problems } from "./describe.ts";
import { inquiryExample, similarExample } from "./examples.ts";
import type { InquiryLimits } from "./inquiry-limits.ts";

export function createSimilarRoutes(recommender: Recommender, { mostTextCharacters, mostInquiryBytes }: InquiryLimits) {
  const ofThread = createRoute({
    method: "get",
    path: "/v1/threads/{id}/similar",
    operationId: "similarToThread",
    tags: ["Similar threads"],
    summary: "Threads similar to a thread",
    request: { params: ThreadPath, query: SimilarQuery },
    responses: {
      200: answer("The nearest public threads, nearest first; never the thread itself.", SimilarAnswer, similarExample),
      ...problems("thread_not_found", ...LOOKING),
    },
  });

  const ofText = createRoute({
    method: "post",
    path: "/v1/similar",
    operationId: "similarToText",
    tags: ["Similar threads"],
    summary: "Threads similar to a text",
    middleware: wholeBody(mostInquiryBytes),
    request: { query: NoQueryBesideBody, body: body(similarRequest(mostTextCharacters), inquiryExample) },
    responses: {
      200: answer("The nearest public threads, nearest first.", SimilarAnswer, similarExample),
      ...problems("payload_too_large", "unsupported_media_type", ...LOOKING),
    },
  });

  return createRouter()
    .openapi(ofThread, async (c) => {
      const { id } = c.req.valid("param");
      const options = similarOptions(c.req.valid("query"));
      return c.json(await recommender.similar({ threadId: id }, options, abortSignalOf(c)), 200);
    })
    .openapi(ofText, async (c) => {
      const { text, title, ...rest } = c.req.valid("json");
      return c.json(await recommender.similar({ text, title }, similarOptions(rest), abortSignalOf(c)), 200);
    });
}
