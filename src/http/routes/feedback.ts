import { createRoute } from "@hono/zod-openapi";
import { FeedbackBody, feedbackOf } from "../contract/feedback.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { plainTextAsJson } from "../plain-text-as-json.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { FeedbackTaking } from "../services.ts";
import { body, problems } from "./describe.ts";
import { feedbackExample } from "./examples.ts";

/** A hundred ids and two at their longest, each code unit written as "\u0041", and room for the rest. */
const MOST_FEEDBACK_BYTES = 131_072;

const { required, content } = body(FeedbackBody, feedbackExample);

const feedback = createRoute({
  method: "post",
  path: "/v1/feedback",
  operationId: "sendFeedback",
  tags: ["Feedback"],
  summary: "Tell what a reader did with a list",
  description:
    "Open to all, without key or cookie. Only sums of a day are kept, and nothing of who sent it. What names a thread or a topic that is not public " +
    "is dropped in silence. Plain text is read as JSON, so that navigator.sendBeacon can send it from the forum's own pages.",
  middleware: [wholeBody(MOST_FEEDBACK_BYTES), plainTextAsJson],
  request: {
    query: NoQueryBesideBody,
    body: { required, content: { ...content, "text/plain": content["application/json"] } },
  },
  responses: {
    204: { description: "Taken, or dropped." },
    ...problems("invalid_request", "payload_too_large", "unsupported_media_type", "internal"),
  },
});

export function createFeedbackRoutes({ take }: FeedbackTaking) {
  return createRouter().openapi(feedback, (c) => {
    take(feedbackOf(c.req.valid("json")));
    return c.body(null, 204);
  });
}
