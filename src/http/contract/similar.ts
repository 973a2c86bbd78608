import * as z from "zod";
import type { SimilarOptions } from "../../recommend/answers.ts";
import { Flag, FlagInBody, Fraction, FractionInBody, wholeNumber, wholeNumberInBody } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";

export const DEFAULT_SIMILAR_LIMIT = 4;

/** Said of a parameter and of a field alike; a default is told here because a parameter is text before it is a value. */
const describe = {
  limit: { description: "How many threads at most.", default: DEFAULT_SIMILAR_LIMIT },
  minScore: {
    description: "Leave out threads below this score. Default: a list opens with what is nearly certain and goes on with what is more probable than not.",
  },
  department: { description: "Only threads of this department." },
  language: { description: "Only threads of this language." },
  answered: { description: "Only threads that have a reply.", default: false },
  collapse: { description: "Near-identical threads share one place, and the rest are chosen to differ.", default: true },
  recency: { description: "How much newer threads are preferred, 0 to 1. It moves places, not scores.", default: 0 },
  explain: { description: "Say of each thread why it is here.", default: false },
};

const Filter = text(LONGEST_LABEL);

/** The parameters of similar threads, in a query. */
export const similarQuery = {
  limit: wholeNumber(1, 100).default(DEFAULT_SIMILAR_LIMIT).meta(describe.limit),
  minScore: Fraction.optional().meta(describe.minScore),
  department: Filter.optional().meta(describe.department),
  language: Filter.optional().meta(describe.language),
  answered: Flag.default(false).meta(describe.answered),
  collapse: Flag.default(true).meta(describe.collapse),
  recency: Fraction.default(0).meta(describe.recency),
  explain: Flag.default(false).meta(describe.explain),
};

/** The same in a body. */
export const similarFields = {
  limit: wholeNumberInBody(1, 100).default(DEFAULT_SIMILAR_LIMIT).meta(describe.limit),
  minScore: FractionInBody.optional().meta(describe.minScore),
  department: Filter.optional().meta(describe.department),
  language: Filter.optional().meta(describe.language),
  answered: FlagInBody.default(false).meta(describe.answered),
  collapse: FlagInBody.default(true).meta(describe.collapse),
  recency: FractionInBody.default(0).meta(describe.recency),
  explain: FlagInBody.default(false).meta(describe.explain),
};

/** What somebody asks, before it is a thread. */
export function inquiryFields(mostTextCharacters: number) {
  return {
    text: text(mostTextCharacters).meta({ description: "The question.", example: "My upper left back aches after a day at the desk." }),
    title: text(LONGEST_LABEL).optional().meta({ description: "Its title, where it has one: titles matter." }),
  };
}

export const SimilarQuery = onlyKnown(similarQuery);

export function similarRequest(mostTextCharacters: number) {
  return onlyKnown({ ...inquiryFields(mostTextCharacters), ...similarFields }).meta({ id: "SimilarRequest" });
}

const SimilarThread = z
  .object({
    id: z.string(),
    url: z.string(),
    title: z.string(),
    department: z.string().nullable(),
    score: z.number().meta({ description: "How probably an editor would call the two related, 0 to 1." }),
    question: z.object({ excerpt: z.string() }),
    reply: z
      .object({ author: z.string().nullable(), department: z.string().nullable(), excerpt: z.string() })
      .nullable(),
    matched: z.enum(["question", "reply"]).meta({ description: "Which side of the thread came nearest." }),
    explanation: z
      .object({
        similarity: z
          .object({ question: z.number(), reply: z.number().nullable() })
          .meta({ description: "Cosine of the nearest questions, and of the nearest match that a reply takes part in." }),
        words: z.number().meta({ description: "How well its words fit, 0 to 1." }),
        coverage: z.number().meta({ description: "The share of what is asked that the best thread says, 0 to 1; the same all through a list." }),
        raw: z.number().meta({ description: "All stages together, before calibration." }),
        asked: z.string().meta({ description: "The passage of what was asked that matched." }),
        passage: z.string().meta({ description: "The passage of this thread that matched." }),
        sharedWords: z.array(z.string()).readonly().meta({ description: "Words that both have and few other threads, the most telling first." }),
      })
      .optional()
      .meta({ description: "With `explain` only." }),
  })
  .meta({ id: "SimilarThread" });

export const SimilarAnswer = z
  .object({
    items: z.array(SimilarThread).readonly(),
    hidden: z.object({
      belowScore: z.number().int().meta({ description: "Threads that would be in this list were it not for the cut; at most `limit`." }),
      duplicates: z.number().int().meta({ description: "Threads that gave up their place to a near-identical one, or to the canonical one of their duplicates." }),
    }),
    model: z.string().meta({ description: "The model's fingerprint." }),
    tookMs: z.object({ embed: z.number(), search: z.number(), total: z.number() }),
  })
  .meta({ id: "SimilarAnswer" });

/** The options among validated parameters. */
export function similarOptions(valid: SimilarOptions): SimilarOptions {
  const { limit, minScore, department, language, answered, collapse, recency, explain } = valid;
  return { limit, minScore, department, language, answered, collapse, recency, explain };
}
