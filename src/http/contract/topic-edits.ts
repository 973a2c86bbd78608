import * as z from "zod";
import { Aliases } from "../../forum/curated-topic.ts";
import { Link, TopicName } from "../../forum/fields.ts";
import { pageFields, paging } from "./paging.ts";
import { FlagInBody } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";
import { topicName } from "./topics.ts";

/** Said of a change and of the record it leads to alike. */
const describe = {
  name: { description: "What it is called. Its id stays." },
  aliases: { description: "Other names it is found by; the list as a whole." },
  url: { description: "The forum's own page of it, where links to it lead; null for none." },
  pinned: { description: "An editor has decided on it: neither mining nor a file changes it. Every edit pins, unless it says false here." },
  hidden: { description: "Left out of every answer." },
  mergedInto: { description: "Id of the topic that stands for it, with its threads; null takes it out again." },
};

const changes = {
  name: TopicName.optional().meta(describe.name),
  aliases: Aliases.optional().meta(describe.aliases),
  url: Link.nullable().optional().meta(describe.url),
  pinned: FlagInBody.optional().meta(describe.pinned),
  hidden: FlagInBody.optional().meta(describe.hidden),
  mergedInto: text(LONGEST_LABEL).nullable().optional().meta(describe.mergedInto),
};

/** At least one change. What is absent stays as it is. */
export const TopicEditBody = onlyKnown(changes)
  .refine((body) => Object.keys(body).length > 0, `changes nothing: give at least one of ${Object.keys(changes).join(", ")}`)
  .meta({ id: "TopicEditBody" });

export const TopicRecord = z
  .object({
    ...topicName,
    origin: z.enum(["thread", "file", "mined"]).meta({ description: "Who brought it: a thread that names it, a file of topics, or mining." }),
    aliases: z.array(z.string()).readonly().meta(describe.aliases),
    url: z.string().nullable().meta(describe.url),
    pinned: z.boolean().meta(describe.pinned),
    hidden: z.boolean().meta(describe.hidden),
    mergedInto: z.string().nullable().meta(describe.mergedInto),
    threadCount: z.number().int().meta({ description: "Public threads of its own, without those of topics merged into it." }),
  })
  .meta({ id: "TopicRecord" });

export const TopicEditsQuery = onlyKnown({ ...paging, topic: text(LONGEST_LABEL).optional().meta({ description: "Only those of the topic with this id." }) });

const ChangedFields = z
  .object({
    name: z.string(),
    aliases: z.array(z.string()).readonly(),
    url: z.string().nullable(),
    pinned: z.boolean(),
    hidden: z.boolean(),
    mergedInto: z.string().nullable(),
  })
  .partial()
  .meta({ id: "ChangedTopicFields" });

const TopicEditEntry = z
  .object({
    sequence: z.number().int(),
    topicId: z.string(),
    editedAt: z.string().meta({ description: "ISO 8601, UTC." }),
    editor: z.string().nullable().meta({ description: "The name of the editor's key; null or as it was given where it was edited before there were keys." }),
    before: ChangedFields,
    after: ChangedFields,
  })
  .meta({ id: "TopicEditEntry" });

export const TopicEditPage = z.object({ items: z.array(TopicEditEntry).readonly(), ...pageFields }).meta({ id: "TopicEditPage" });
