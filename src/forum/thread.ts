import * as z from "zod";
import { Label, Link, Text } from "./fields.ts";
import { isBlank } from "./text.ts";

/** Longest question, reply or background text, in UTF-16 code units: some 60 printed pages. */
export const LONGEST_TEXT = 200_000;
const MOST_REPLIES = 1_000;

const Body = Text(LONGEST_TEXT).refine((text) => !isBlank(text), "is empty");

export const ThreadId = Text(200)
  // "." and ".." cannot stand in an address: clients take them for folders.
  .refine((id) => id !== "." && id !== "..", "must not be . or ..")
  .refine((id) => !isBlank(id) && !/\p{Cc}/u.test(id), "must hold 1 to 200 characters, none of them a control character")
  .meta({ id: "ThreadId", example: "1001" });

export const Reply = z.object({
  id: Label.optional(),
  author: Label.optional(),
  department: Label.optional(),
  text: Body,
  repliedAt: Label.optional(),
  accepted: z.boolean().optional(),
});

const Asker = z.object({ name: Label.optional(), sex: Label.optional(), age: Label.optional() });

/** A plain name is a topic of the thread's own department. */
const ThreadTopic = z.union([Label, z.object({ name: Label, department: Label.optional() })]);

/** One question with its replies, as it comes in. Only `visibility: "public"` is ever shown. */
export const Thread = z
  .object({
    id: ThreadId,
    url: Link.optional(),
    title: Label.optional(),
    department: Label.optional(),
    language: Label.optional(),
    tags: z.array(Label).max(100).default([]),
    topics: z.array(ThreadTopic).max(100).default([]),
    visibility: z.enum(["public", "private", "archived"]).default("public"),
    asker: Asker.optional(),
    question: Body,
    askedAt: Label.optional(),
    replies: z.array(Reply).max(MOST_REPLIES).default([]),
    moreInfo: Text(LONGEST_TEXT).optional(),
  })
  .meta({ id: "Thread" });

export type Reply = z.infer<typeof Reply>;
export type Thread = z.infer<typeof Thread>;
