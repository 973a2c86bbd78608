import * as z from "zod";
import { Flag, FlagInBody, wholeNumber, wholeNumberInBody } from "./parameters.ts";
import { inquiryFields } from "./similar.ts";
import { onlyKnown } from "./text.ts";

export const DEFAULT_TOPIC_LIMIT = 10;
export const MOST_TOPICS = 50;

export const topicLimit = wholeNumber(1, MOST_TOPICS)
  .default(DEFAULT_TOPIC_LIMIT)
  .meta({ description: "How many topics at most.", default: DEFAULT_TOPIC_LIMIT });

export const topicLimitInBody = wholeNumberInBody(1, MOST_TOPICS)
  .default(DEFAULT_TOPIC_LIMIT)
  .meta({ description: "How many topics at most.", default: DEFAULT_TOPIC_LIMIT });

const explain = { description: "Say of each topic why it is here.", default: false };

export const RelatedFaqQuery = onlyKnown({ limit: topicLimit, explain: Flag.default(false).meta(explain) });

export function relatedFaqRequest(mostTextCharacters: number) {
  return onlyKnown({ ...inquiryFields(mostTextCharacters), limit: topicLimitInBody, explain: FlagInBody.default(false).meta(explain) }).meta({ id: "RelatedFaqRequest" });
}

const RelatedTopic = z
  .object({
    id: z.string(),
    name: z.string(),
    department: z.string().nullable(),
    url: z.string(),
    threadCount: z.number().int(),
    score: z.number().meta({ description: "How probably a question like this is filed under the topic, were that as probable as not, 0 to 1." }),
    explanation: z
      .object({
        similarity: z
          .object({ name: z.number(), threads: z.number().nullable(), centre: z.number().nullable() })
          .meta({ description: "Cosine of the topic's name; of its nearest threads together; of all its threads on the average." }),
        nameShare: z.number().meta({ description: "What part of the place the name makes, 0 to 1: the fewer threads, the more." }),
        own: z.boolean().meta({ description: "Whether the thread that asks is in the topic: such topics come first." }),
        threads: z
          .array(z.object({ id: z.string(), title: z.string(), similarity: z.number() }))
          .readonly()
          .meta({ description: "The topic's threads that came nearest, nearest first." }),
        raw: z.number().meta({ description: "All together, before calibration." }),
      })
      .optional()
      .meta({ description: "With `explain` only." }),
  })
  .meta({ id: "RelatedTopic" });

export const TopicAnswer = z.object({ items: z.array(RelatedTopic).readonly() }).meta({ id: "TopicAnswer" });
