import * as z from "zod";
import { ThreadId } from "../../forum/thread.ts";
import { GUARDED_CELLS, noPageOfFile, pageFields, pagingOfJson } from "./paging.ts";
import { Flag, FractionInBody } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";

/** Said of a decision that is asked for and of one that was made alike. */
const describe = {
  decision: {
    description:
      "duplicate: they ask the same, and lists show the canonical one alone; related: they do not, but who reads one may want the other; " +
      "unrelated: neither; skipped: not for now; open: takes back what was decided.",
  },
  score: { description: "What the pair scored when it was decided." },
};

const Decision = z.enum(["duplicate", "related", "unrelated", "skipped", "open"], "must be duplicate, related, unrelated, skipped or open").meta(describe.decision);

/** A decision to be made; ids are checked to be two, and the canonical one to be of them. */
export const DecisionBody = onlyKnown({
  left: ThreadId.meta({ description: "Id of one thread." }),
  right: ThreadId.meta({ description: "Id of the other, in any order." }),
  decision: Decision,
  canonical: ThreadId.optional().meta({ description: "Of duplicates the id that stands for both. Default: the one that answers best, then the oldest." }),
  score: FractionInBody.nullable().optional().meta(describe.score),
})
  .refine(({ left, right }) => left !== right, { path: ["right"], message: "is the same thread as left" })
  .refine(({ decision, canonical }) => decision === "duplicate" || canonical === undefined, { path: ["canonical"], message: "is for duplicates alone" })
  .refine(({ left, right, canonical = left }) => [left, right].includes(canonical), { path: ["canonical"], message: "is neither of the two threads" })
  .meta({ id: "DuplicateDecisionBody" });

export const DuplicateDecision = z
  .object({
    sequence: z.number().int().meta({ description: "Of two decisions on a pair the one with the higher number stands." }),
    left: z.string().meta({ description: "The lower id of the two." }),
    right: z.string(),
    decision: Decision,
    canonical: z.string().nullable(),
    score: z.number().nullable().meta(describe.score),
    editor: z.string().meta({ description: "The name of the editor's key." }),
    decidedAt: z.string().meta({ description: "ISO 8601, UTC." }),
  })
  .meta({ id: "DuplicateDecision" });

/** As many pairs as twenty threads have, and some. */
export const MOST_DECISIONS = 200;
const HOW_MANY = `must hold 1 to ${MOST_DECISIONS} decisions`;

export const DecisionsBody = onlyKnown({
  decisions: z
    .array(DecisionBody, "must be a list of decisions")
    .min(1, HOW_MANY)
    .max(MOST_DECISIONS, HOW_MANY)
    .meta({ description: "Made in this order: of two on one pair the later stands." }),
}).meta({ id: "DuplicateDecisionsBody" });

export const DecisionsMade = z
  .object({ items: z.array(DuplicateDecision).readonly().meta({ description: "As they are kept, in the order they came." }) })
  .meta({ id: "DuplicateDecisionsMade" });

export const DecisionsQuery = onlyKnown({
  ...pagingOfJson,
  current: Flag.default(false).meta({ description: "Only those that stand: the last of each pair, unless it took the others back.", default: false }),
  editor: text(LONGEST_LABEL).optional().meta({ description: "Only those of the editor with this name." }),
  format: z
    .enum(["json", "csv", "tsv"], "must be json, csv or tsv")
    .default("json")
    .meta({
      description:
        `json: a page. csv: all of them. ${GUARDED_CELLS} ` +
        "tsv: the pairs that stand as labels, two texts and 1 or 0, as npm run evaluate -- --pairs and npm run calibrate read them.",
      default: "json",
    }),
}).refine(...noPageOfFile);

export const DecisionPage = z.object({ items: z.array(DuplicateDecision).readonly(), ...pageFields }).meta({ id: "DuplicateDecisionPage" });
