import { createRoute } from "@hono/zod-openapi";
import type { Recommender } from "../../recommend/answers.ts";
import { abortSignalOf } from "../abort-signal.ts";
import { Suggestions, suggestionsRequest } from "../contract/suggestions.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import { answer, body, LOOKING, problems } from "./describe.ts";
import { inquiryExample, suggestionsExample } from "./examples.ts";
import type { InquiryLimits } from "./inquiry-limits.ts";

export function createSuggestionRoutes(recommender: Recommender, { mostTextCharacters, mostInquiryBytes }: InquiryLimits) {
  const suggest = createRoute({
    method: "post",
    path: "/v1/suggestions",
    operationId: "suggestionsForText",
    tags: ["Both"],
    summary: "For somebody who is writing a question: answered threads, related topics, and a department",
    middleware: wholeBody(mostInquiryBytes),
    request: { query: NoQueryBesideBody, body: body(suggestionsRequest(mostTextCharacters), inquiryExample) },
    responses: {
      200: answer("What may answer the question before it is asked.", Suggestions, suggestionsExample),
      ...problems("payload_too_large", "unsupported_media_type", ...LOOKING),
    },
  });

  return createRouter().openapi(suggest, async (c) => {
    const { text, title, ...options } = c.req.valid("json");
    return c.json(await recommender.suggest({ text, title }, options, abortSignalOf(c)), 200);
  });
}
