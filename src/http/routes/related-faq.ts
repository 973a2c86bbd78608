import { createRoute } from "@hono/zod-openapi";
import type { Recommender } from "../../recommend/answers.ts";
import { abortSignalOf } from "../abort-signal.ts";
import { RelatedFaqQuery, relatedFaqRequest, TopicAnswer } from "../contract/related-faq.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { ThreadPath } from "../contract/threads.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import { answer, body, LOOKING, problems } from "./describe.ts";
import { inquiryExample, relatedFaqExample } from "./examples.ts";
import type { InquiryLimits } from "./inquiry-limits.ts";

export function createRelatedFaqRoutes(recommender: Recommender, { mostTextCharacters, mostInquiryBytes }: InquiryLimits) {
  const ofThread = createRoute({
    method: "get",
    path: "/v1/threads/{id}/related-faq",
    operationId: "relatedFaqOfThread",
    tags: ["Related FAQ"],
    summary: "Topics related to a thread",
    request: { params: ThreadPath, query: RelatedFaqQuery },
    responses: {
      200: answer("The nearest topics, nearest first.", TopicAnswer, relatedFaqExample),
      ...problems("thread_not_found", ...LOOKING),
    },
  });

  const ofText = createRoute({
    method: "post",
    path: "/v1/related-faq",
    operationId: "relatedFaqOfText",
    tags: ["Related FAQ"],
    summary: "Topics related to a text",
    middleware: wholeBody(mostInquiryBytes),
    request: { query: NoQueryBesideBody, body: body(relatedFaqRequest(mostTextCharacters), inquiryExample) },
    responses: {
      200: answer("The nearest topics, nearest first.", TopicAnswer, relatedFaqExample),
      ...problems("payload_too_large", "unsupported_media_type", ...LOOKING),
    },
  });

  return createRouter()
    .openapi(ofThread, async (c) => {
      const { id } = c.req.valid("param");
      const { limit, explain } = c.req.valid("query");
      return c.json(await recommender.relatedTopics({ threadId: id }, { limit, explain }, abortSignalOf(c)), 200);
    })
    .openapi(ofText, async (c) => {
      const { text, title, limit, explain } = c.req.valid("json");
      return c.json(await recommender.relatedTopics({ text, title }, { limit, explain }, abortSignalOf(c)), 200);
    });
}
