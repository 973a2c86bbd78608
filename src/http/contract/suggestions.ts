import * as z from "zod";
import { wholeNumberInBody } from "./parameters.ts";
import { TopicAnswer } from "./related-faq.ts";
import { DEFAULT_SIMILAR_LIMIT, inquiryFields, SimilarAnswer, similarFields } from "./similar.ts";
import { onlyKnown } from "./text.ts";

const DEFAULT_TOPIC_LIMIT = 5;
/** Somebody is writing meanwhile: nobody reads more beside it. */
const MOST = 20;

const howMany = (what: string, usual: number) => wholeNumberInBody(1, MOST).default(usual).meta({ description: `How many ${what} at most.`, default: usual });

export function suggestionsRequest(mostTextCharacters: number) {
  return onlyKnown({
    ...inquiryFields(mostTextCharacters),
    limit: howMany("threads", DEFAULT_SIMILAR_LIMIT),
    topicLimit: howMany("topics", DEFAULT_TOPIC_LIMIT),
    language: similarFields.language,
  }).meta({ id: "SuggestionsRequest" });
}

export const Suggestions = z
  .object({
    similar: SimilarAnswer,
    relatedFaq: TopicAnswer,
    department: z
      .object({
        name: z.string(),
        share: z.number().meta({ description: "Of the nearest threads' votes, those for this department, 0 to 1." }),
      })
      .nullable()
      .meta({ description: "The department that the nearest threads vote for, answered or not; null where none is near, or where they do not agree." }),
  })
  .meta({ id: "Suggestions" });
