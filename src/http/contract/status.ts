import * as z from "zod";

export const Alive = z.object({ status: z.literal("alive") }).meta({ id: "Alive" });
export const Ready = z.object({ status: z.literal("ready") }).meta({ id: "Ready" });

export const Info = z
  .object({
    name: z.string(),
    version: z.string(),
    ready: z.boolean(),
    reason: z.string().optional(),
    model: z.object({ fingerprint: z.string(), dimensions: z.number().int() }),
    counts: z.object({ threads: z.number().int(), passages: z.number().int(), topics: z.number().int() }),
    index: z.object({
      sequence: z.number().int().meta({ description: "The change that answers show." }),
      newestSequence: z.number().int().meta({ description: "The newest change written." }),
      inGraph: z.number().int(),
      pending: z.number().int().meta({ description: "Passages still searched exactly while the graph is built." }),
      ageSeconds: z.number().nullable().meta({ description: "Since the newest change taken in was written." }),
    }),
  })
  .meta({ id: "Info" });
