import * as z from "zod";
import { wholeNumber, wholeNumberInBody } from "./parameters.ts";
import { inquiryFields } from "./similar.ts";
import { onlyKnown } from "./text.ts";

export const DEFAULT_TOPIC_LIMIT = 10;
const MOST_TOPICS = 50;

export const topicLimit = wholeNumber(1, MOST_TOPICS)
  .default(DEFAULT_TOPIC_LIMIT)
  .meta({ description: "How many topics at most.", default: DEFAULT_TOPIC_LIMIT });

export const topicLimitInBody = wholeNumberInBody(1, MOST_TOPICS)
  .default(DEFAULT_TOPIC_LIMIT)
  .meta({ description: "How many topics at most.", default: DEFAULT_TOPIC_LIMIT });

export const RelatedFaqQuery = onlyKnown({ limit: topicLimit });

export function relatedFaqRequest(mostTextCharacters: number) {
  return onlyKnown({ ...inquiryFields(mostTextCharacters), limit: topicLimitInBody }).meta({ id: "RelatedFaqRequest" });
}

const RelatedTopic = z
  .object({
    id: z.string(),
    name: z.string(),
    department: z.string().nullable(),
    url: z.string(),
    threadCount: z.number().int(),
    score: z.number(),
  })
  .meta({ id: "RelatedTopic" });

export const TopicAnswer = z.object({ items: z.array(RelatedTopic).readonly() }).meta({ id: "TopicAnswer" });
