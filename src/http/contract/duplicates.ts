import * as z from "zod";
import { DUPLICATE_CUTS } from "../../duplicates/cuts.ts";
import { pageFields } from "./paging.ts";
import { ThreadSummary } from "./threads.ts";

/** Said of any two threads that are compared. */
export const likeness = {
  score: z.number().meta({
    description:
      "How surely the two ask the same, 0 to 1: about the probability that an editor calls them duplicates. How frequent duplicates are " +
      "among the pairs of this forum that look alike is estimated from the forum and counted in. Copies by their words score by rules. " +
      `Only pairs from ${DUPLICATE_CUTS.floor} on are kept.`,
  }),
  exact: z.boolean().meta({
    description: "Whether they say the same in the same words; case, punctuation outside of numbers, white space and the order of sentences do not count.",
  }),
};

const reviewed = {
  ...likeness,
  judgement: z
    .object({
      decision: z.enum(["duplicate", "related", "unrelated", "skipped"]),
      direct: z.boolean().meta({
        description:
          "true: an editor decided on just these two. false: nobody did, but it follows from what editors decided of others. Both may be " +
          "duplicates of a third thread, or one may be a duplicate of a thread that is known to differ from the other.",
      }),
    })
    .nullable()
    .meta({ description: "What is known of the two from editors; null where one has yet to judge them." }),
};

const ReviewedPair = z.object({ left: ThreadSummary, right: ThreadSummary, ...reviewed }).meta({ id: "DuplicatePair" });

const ClusterPair = z
  .object({ left: z.string().meta({ description: "Id of one thread." }), right: z.string().meta({ description: "Id of the other." }), ...reviewed })
  .meta({ id: "DuplicateClusterPair" });

const clusterFields = {
  size: z.number().int().meta({ description: "How many threads it holds." }),
  canonical: z
    .object({
      id: z.string(),
      reason: z
        .enum(["accepted answer", "most replies", "most linked", "oldest", "chosen"])
        .meta({ description: "What sets it apart from the others; chosen: editors decided." }),
    })
    .meta({ description: "The thread that the others should point to: proposed, until editors decide." }),
  weakest: ClusterPair.meta({ description: "The least sure of the pairs that hold the cluster together: without it, the cluster would be two." }),
  exact: z.boolean().meta({ description: "Whether all of its threads say the same in the same words." }),
  pairCount: z.number().int().meta({ description: "Pairs of its threads that score at least `minScore`." }),
  judgedCount: z.number().int().meta({ description: "How many of these pairs have a judgement." }),
};

const ReviewedCluster = z
  .object({
    ...clusterFields,
    threads: z.array(ThreadSummary).readonly().meta({ description: "The first three: the canonical one, then the surest of its duplicates. GET /v1/duplicates/clusters/{id} gives all." }),
  })
  .meta({ id: "DuplicateCluster" });

export const WholeCluster = z
  .object({
    ...clusterFields,
    threads: z.array(ThreadSummary).readonly().meta({ description: "All: the canonical one, then the surest of its duplicates." }),
    pairs: z.array(ClusterPair).readonly().meta({ description: "Those of the canonical thread first, then the surest." }),
  })
  .meta({ id: "WholeDuplicateCluster" });

/** What a page says beside its items. */
const reviewFields = {
  ...pageFields,
  offset: pageFields.offset.meta({
    description:
      "How many were passed over. With `state` open, what is judged leaves the list, and what follows moves up: whoever judges a page asks " +
      "for the first page again, as the next would pass over as many as were judged.",
  }),
  judging: z
    .object({ judged: z.number().int(), total: z.number().int() })
    .meta({ description: "How much of what was found at `minScore` is judged, whatever else is filtered." }),
  finding: z
    .object({
      complete: z.boolean().meta({
        description:
          "false: the threads of the forum are still being compared with each other. What is shown was found so far, more may follow, and " +
          "totals may grow; ask again later. true: everything was compared.",
      }),
      threads: z.number().int().meta({ description: "Threads that are compared." }),
      pending: z.number().int().meta({ description: "Threads that wait to be compared." }),
    })
    .meta({ description: "How far the forum is looked through. It begins when an editor first asks." }),
};

export const PairPage = z.object({ items: z.array(ReviewedPair).readonly(), ...reviewFields }).meta({ id: "DuplicatePairPage" });

export const ClusterPage = z.object({ items: z.array(ReviewedCluster).readonly(), ...reviewFields }).meta({ id: "DuplicateClusterPage" });
