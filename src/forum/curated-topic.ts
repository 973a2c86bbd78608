import * as z from "zod";
import { Label, Link, TopicName } from "./fields.ts";

/** The other names of a topic. */
export const Aliases = z.array(TopicName).max(100);

/** A topic as whoever keeps the forum names it, in a file or by hand. A hidden one is in no answer. */
export const CuratedTopic = z.object({
  name: TopicName,
  department: Label.optional(),
  aliases: Aliases.default([]),
  url: Link.optional(),
  hidden: z.boolean().default(false),
});

export type CuratedTopic = z.infer<typeof CuratedTopic>;
