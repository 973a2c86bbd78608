import { foldWhitespace } from "../forum/text.ts";
import { Reply, Thread } from "../forum/thread.ts";
import { tidyList, withoutDuplicates } from "./tidy-lists.ts";
import {
  type Findings, type JsonObject, type Tidied, isBlankText, isObject, noFindings, pickKnown, refuseDisguised, replace, safeLink, tidied,
} from "./tidying.ts";

const THREAD_KEYS = Object.keys(Thread.shape);
const REPLY_KEYS = Object.keys(Reply.shape);
const ASKER_KEYS = Object.keys(Thread.shape.asker.unwrap().shape);
const TOPIC_KEYS = ["name", "department"];
/** Not just absent where they are blank: they are refused by name. */
const KEPT_BLANK = new Set(["id", "question", "visibility"]);

/**
 * Mends what is harmless: null and blank labels become absent, numeric ids become text, duplicates and empty
 * replies go, unknown keys and unsafe links go with a warning. Everything else is left for the schema to judge.
 */
export function tidyThread(raw: JsonObject): Tidied {
  const findings = noFindings();
  const input = pickKnown(raw, THREAD_KEYS, { keptBlank: KEPT_BLANK, findings });
  refuseDisguised("visibility", raw, findings);

  for (const key of ["id", "question"]) {
    if (isBlankText(input[key])) findings.problems.set(key, "is empty");
  }
  replace(input, "id", (id) => numberAsText(id, "id", findings));
  replace(input, "visibility", (visibility) => (typeof visibility === "string" ? visibility.trim().toLowerCase() : visibility));
  replace(input, "url", (url) => safeLink(url, findings));
  replace(input, "asker", (asker) => tidyAsker(asker, findings));
  replace(input, "replies", (replies) => tidyList(replies, "replies", findings, tidyReply));
  const department = input["department"];
  replace(input, "tags", (tags) => withoutDuplicates(tidyList(tags, "tags", findings), "tags", findings, tagKey));
  replace(input, "topics", (topics) =>
    withoutDuplicates(tidyList(topics, "topics", findings, tidyTopic), "topics", findings, (topic) => topicKey(topic, department)),
  );

  return tidied(input, findings);
}

/** Numbers that JSON keeps exactly, in decimal; two long ids rounded to one number would mix up two threads. */
function numberAsText(value: unknown, field: string, { problems }: Findings): unknown {
  if (typeof value !== "number") return value;
  const text = String(value);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER && /^-?\d+(\.\d+)?$/.test(text)) return text;
  problems.set(field, "is a number that cannot be kept exactly: put it in quotation marks");
  return value;
}

function tidyAsker(asker: unknown, findings: Findings): unknown {
  if (!isObject(asker)) return asker;
  const known = pickKnown(asker, ASKER_KEYS, { prefix: "asker.", findings });
  replace(known, "age", (age) => numberAsText(age, "asker.age", findings));
  return Object.keys(known).length === 0 ? undefined : known;
}

function tidyReply(reply: unknown, field: string, findings: Findings): unknown {
  if (!isObject(reply)) return reply;
  const known = pickKnown(reply, REPLY_KEYS, { prefix: "replies[].", findings });
  replace(known, "id", (id) => numberAsText(id, `${field}.id`, findings));
  if (Object.hasOwn(known, "text")) return known;
  findings.warnings.push(`${field} left out: its text is empty`);
  return undefined;
}

function tidyTopic(topic: unknown, field: string, findings: Findings): unknown {
  if (!isObject(topic)) return topic;
  const known = pickKnown(topic, TOPIC_KEYS, { prefix: "topics[].", findings });
  if (Object.hasOwn(known, "name")) return known;
  findings.warnings.push(`${field} left out: it has no name`);
  return undefined;
}

function tagKey(tag: unknown): string | undefined {
  return typeof tag === "string" ? foldWhitespace(tag) : undefined;
}

/** A plain name is a topic of the thread's own department, so it equals the object that says so. */
function topicKey(topic: unknown, threadDepartment: unknown): string | undefined {
  const { name, department } = isObject(topic) ? topic : { name: topic, department: undefined };
  if (typeof name !== "string") return undefined;
  const place = department ?? threadDepartment ?? "";
  return typeof place === "string" ? `${foldWhitespace(name)}\n${foldWhitespace(place)}` : undefined;
}
