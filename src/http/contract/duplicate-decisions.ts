import * as z from "zod";
import { ThreadId } from "../../forum/thread.ts";
import { DEFAULT_PAGE_LENGTH, pageFields, paging } from "./paging.ts";
import { Flag, FractionInBody, wholeNumber } from "./parameters.ts";
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

/** All of a file comes at once: no page of it is asked for. */
export const DecisionsQuery = onlyKnown({
  offset: wholeNumber(0, 999_999_999).optional().meta({ ...paging.offset.meta() }),
  limit: wholeNumber(1, 100).optional().meta({ ...paging.limit.meta() }),
  current: Flag.default(false).meta({ description: "Only those that stand: the last of each pair, unless it took the others back.", default: false }),
  editor: text(LONGEST_LABEL).optional().meta({ description: "Only those of the editor with this name." }),
  format: z
    .enum(["json", "csv", "tsv"], "must be json, csv or tsv")
    .default("json")
    .meta({
      description:
        "json: a page. csv: all of them. tsv: the pairs that stand as labels, two texts and 1 or 0, as npm run evaluate -- --pairs and npm run calibrate read them.",
      default: "json",
    }),
}).refine(({ format, offset, limit }) => format === "json" || (offset === undefined && limit === undefined), "takes no offset and no limit beside csv and tsv: a file holds all");

/** With the offset and limit that are meant where none are given. */
export const pageAsked = ({ offset = 0, limit = DEFAULT_PAGE_LENGTH }: { readonly offset?: number | undefined; readonly limit?: number | undefined }) => ({ offset, limit });

export const DecisionPage = z.object({ items: z.array(DuplicateDecision).readonly(), ...pageFields }).meta({ id: "DuplicateDecisionPage" });
