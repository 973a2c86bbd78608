import * as z from "zod";
import { Reply, Thread, ThreadId } from "../../forum/thread.ts";
import { pageFields } from "./paging.ts";
import { onlyKnown } from "./text.ts";

export const ThreadPath = z.object({ id: ThreadId.meta({ description: "The thread's id, percent-encoded." }) });

const [TopicName, TopicOfDepartment] = Thread.shape.topics.unwrap().element.options;

/** A thread as it is put: an unknown key, at any depth, is a mistake and not noise. */
export const ThreadBody = onlyKnown({
  ...Thread.shape,
  id: ThreadId.optional().meta({ description: "Need not be given; if it is, the same as in the path." }),
  asker: Thread.shape.asker.unwrap().strict().optional(),
  topics: z.array(z.union([TopicName, TopicOfDepartment.strict()])).max(100).default([]),
  replies: z.array(Reply.strict()).max(1_000).default([]),
}).meta({ id: "ThreadBody" });

export const PutAnswer = z
  .object({ id: z.string(), status: z.enum(["added", "updated", "unchanged"]) })
  .meta({ id: "PutAnswer" });

export const ThreadSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    department: z.string().nullable(),
    askedAt: z.string().nullable(),
    replyCount: z.number().int(),
    excerpt: z.string(),
  })
  .meta({ id: "ThreadSummary" });

export const ThreadPage = z
  .object({ items: z.array(ThreadSummary).readonly(), ...pageFields })
  .meta({ id: "ThreadPage" });

export const IntakeAnswer = z
  .object({
    threads: z.object({
      added: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      quarantined: z.number().int(),
    }),
    quarantined: z
      .array(z.object({ line: z.number().int(), reason: z.string() }))
      .meta({ description: "The first 100 lines that were left out, and why." }),
  })
  .meta({ id: "IntakeAnswer" });
