import * as z from "zod";
import { pageFields } from "./paging.ts";
import { LONGEST_LABEL, text } from "./text.ts";
import { ThreadPage } from "./threads.ts";

export const TopicPath = z.object({ id: text(LONGEST_LABEL).meta({ description: "The topic's id, percent-encoded.", example: "back-pain.family-medicine" }) });

/** What names a topic wherever one is told. */
export const topicName = { id: z.string(), name: z.string(), department: z.string().nullable() };

const topicFields = {
  ...topicName,
  url: z.string().meta({ description: "Where it is read: the forum's own page of it, if an editor gave one, else its page here." }),
  threadCount: z.number().int(),
};

const TopicSummary = z.object(topicFields).meta({ id: "TopicSummary" });

export const TopicPage = z.object({ items: z.array(TopicSummary).readonly(), ...pageFields }).meta({ id: "TopicPage" });

export const TopicWithThreads = z.object({ ...topicFields, threads: ThreadPage }).meta({ id: "TopicWithThreads" });
