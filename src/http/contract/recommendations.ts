import * as z from "zod";
import { TopicAnswer, topicLimit, topicLimitInBody } from "./related-faq.ts";
import { inquiryFields, SimilarAnswer, similarFields, similarQuery } from "./similar.ts";
import { onlyKnown } from "./text.ts";

export const RecommendationsQuery = onlyKnown({ ...similarQuery, topicLimit });

export function recommendationsRequest(mostTextCharacters: number) {
  return onlyKnown({ ...inquiryFields(mostTextCharacters), ...similarFields, topicLimit: topicLimitInBody }).meta({ id: "RecommendationsRequest" });
}

export const Recommendations = z
  .object({ similar: SimilarAnswer, relatedFaq: TopicAnswer })
  .meta({ id: "Recommendations" });
