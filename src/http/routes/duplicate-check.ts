import { createRoute } from "@hono/zod-openapi";
import type { DuplicateReview } from "../../duplicates/answers.ts";
import { abortSignalOf } from "../abort-signal.ts";
import { CheckAnswer, checkRequest } from "../contract/duplicate-check.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import { answer, body, LOOKING, problems } from "./describe.ts";
import { checkExample } from "./duplicate-examples.ts";
import { inquiryExample } from "./examples.ts";
import type { InquiryLimits } from "./inquiry-limits.ts";

export function createDuplicateCheckRoutes(review: Pick<DuplicateReview, "check">, { mostTextCharacters, mostInquiryBytes }: InquiryLimits) {
  const check = createRoute({
    method: "post",
    path: "/v1/duplicates/check",
    operationId: "checkDuplicate",
    tags: ["Duplicates"],
    summary: "Whether a new question is there already",
    description: "For a forum to ask before somebody sends off a question. Open to all; the text is neither kept nor logged.",
    middleware: wholeBody(mostInquiryBytes),
    request: { query: NoQueryBesideBody, body: body(checkRequest(mostTextCharacters), inquiryExample) },
    responses: {
      200: answer("Yes, maybe or no, and the threads that speak for it.", CheckAnswer, checkExample),
      ...problems("payload_too_large", "unsupported_media_type", ...LOOKING),
    },
  });

  return createRouter().openapi(check, async (c) => {
    const { title, text } = c.req.valid("json");
    return c.json(await review.check({ title, question: text }, { signal: abortSignalOf(c) }), 200);
  });
}
