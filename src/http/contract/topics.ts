import * as z from "zod";
import { pageFields } from "./paging.ts";
import { LONGEST_LABEL, text } from "./text.ts";
import { ThreadPage } from "./threads.ts";

export const TopicPath = z.object({ id: text(LONGEST_LABEL).meta({ description: "The topic's id, percent-encoded.", example: "back-pain.family-medicine" }) });

const topicFields = {
  id: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  url: z.string(),
  threadCount: z.number().int(),
};

const TopicSummary = z.object(topicFields).meta({ id: "TopicSummary" });

export const TopicPage = z.object({ items: z.array(TopicSummary).readonly(), ...pageFields }).meta({ id: "TopicPage" });

export const TopicWithThreads = z.object({ ...topicFields, threads: ThreadPage }).meta({ id: "TopicWithThreads" });
