import { foldWhitespace, isBlank } from "../forum/text.ts";
import { Reply, Thread } from "../forum/thread.ts";
import { shorten } from "./shorten.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** A thread as it came, made ready for the schema `Thread`, and what was found on the way. */
export interface TidiedThread {
  readonly input: JsonObject;
  /** What was left out, one phrase each. */
  readonly warnings: readonly string[];
  /** Field → why it keeps the thread out, for what the schema could not see. */
  readonly problems: ReadonlyMap<string, string>;
  /** List → for each entry that is left, the position at which it came. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

interface Findings {
  readonly unknownKeys: Set<string>;
  readonly warnings: string[];
  readonly problems: Map<string, string>;
  readonly positions: Map<string, readonly number[]>;
}

const THREAD_KEYS = Object.keys(Thread.shape);
const REPLY_KEYS = Object.keys(Reply.shape);
const ASKER_KEYS = Object.keys(Thread.shape.asker.unwrap().shape);
const TOPIC_KEYS = ["name", "department"];

/** A key that holds one of these blank is kept, so that it is refused or left out by name. */
const NEVER_JUST_ABSENT = new Set(["id", "question", "visibility"]);

/** Most unknown keys named in the one warning, and the longest name shown of one, in UTF-16 code units. */
const MOST_KEYS_NAMED = 10;
const LONGEST_KEY_NAMED = 60;

/**
 * Mends what is harmless: null and blank labels become absent, numeric ids become text, duplicates and empty
 * replies go, unknown keys and unsafe links go with a warning. Everything else is left for the schema to judge.
 */
export function tidyThread(raw: JsonObject): TidiedThread {
  const findings: Findings = { unknownKeys: new Set(), warnings: [], problems: new Map(), positions: new Map() };
  const input = pickKnown(raw, THREAD_KEYS, "", findings);
  refuseDisguisedVisibility(raw, findings);

  for (const key of ["id", "question"]) {
    if (isBlankText(input[key])) findings.problems.set(key, "is empty");
  }
  replace(input, "id", (id) => numberAsText(id, "id", findings));
  replace(input, "visibility", (visibility) => (typeof visibility === "string" ? visibility.trim().toLowerCase() : visibility));
  replace(input, "url", (url) => safeLink(url, findings));
  replace(input, "asker", (asker) => tidyAsker(asker, findings));
  replace(input, "replies", (replies) => tidyList(replies, "replies", findings, tidyReply));
  const department = input["department"];
  replace(input, "tags", (tags) => withoutDuplicates(tidyList(tags, "tags", findings, (tag) => tag), "tags", findings, tagKey));
  replace(input, "topics", (topics) =>
    withoutDuplicates(tidyList(topics, "topics", findings, tidyTopic), "topics", findings, (topic) => topicKey(topic, department)),
  );

  const unknown = describeUnknownKeys(findings.unknownKeys);
  return {
    input,
    warnings: unknown === undefined ? findings.warnings : [unknown, ...findings.warnings],
    problems: findings.problems,
    positions: findings.positions,
  };
}

function isBlankText(value: unknown): boolean {
  return typeof value === "string" && isBlank(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The known keys that hold something. Only they are ever assigned, so "__proto__" in a file reaches nothing. */
function pickKnown(raw: JsonObject, known: readonly string[], prefix: string, findings: Findings): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (!known.includes(key)) findings.unknownKeys.add(prefix + key);
    else if (value !== null && (!isBlankText(value) || (prefix === "" && NEVER_JUST_ABSENT.has(key)))) picked[key] = value;
  }
  return picked;
}

/** Changes a field that is there; a change to undefined takes it out. */
function replace(input: Record<string, unknown>, key: string, change: (value: unknown) => unknown): void {
  if (!Object.hasOwn(input, key)) return;
  const changed = change(input[key]);
  if (changed === undefined) delete input[key];
  else input[key] = changed;
}

/** "Visibility": "private" must not be left out as an unknown key: the thread would become public. */
function refuseDisguisedVisibility(raw: JsonObject, { problems, unknownKeys }: Findings): void {
  for (const key of Object.keys(raw)) {
    if (key !== "visibility" && key.trim().toLowerCase() === "visibility") {
      problems.set("visibility", `must be written in small letters, not as "${key.trim()}"`);
      unknownKeys.delete(key);
    }
  }
}

/** Numbers that JSON keeps exactly, in decimal; two long ids rounded to one number would mix up two threads. */
function numberAsText(value: unknown, field: string, { problems }: Findings): unknown {
  if (typeof value !== "number") return value;
  const text = String(value);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER && /^-?\d+(\.\d+)?$/.test(text)) return text;
  problems.set(field, "is a number that cannot be kept exactly: put it in quotation marks");
  return value;
}

function safeLink(url: unknown, { warnings }: Findings): unknown {
  // Broken text is refused like everywhere else; only a well-formed link that is not safe to show is left out.
  if (typeof url !== "string" || url.includes("\0") || /\p{Surrogate}/u.test(url)) return url;
  if (Thread.shape.url.safeParse(url).success) return url;
  warnings.push("url left out: it must start with http://, https:// or a single /");
  return undefined;
}

function tidyAsker(asker: unknown, findings: Findings): unknown {
  if (!isObject(asker)) return asker;
  const tidied = pickKnown(asker, ASKER_KEYS, "asker.", findings);
  replace(tidied, "age", (age) => numberAsText(age, "asker.age", findings));
  return Object.keys(tidied).length === 0 ? undefined : tidied;
}

/** Tidies each entry, drops what became undefined, null or blank, and notes where the rest stood. */
function tidyList(
  list: unknown,
  field: string,
  findings: Findings,
  tidyEntry: (entry: unknown, field: string, findings: Findings) => unknown,
): unknown {
  if (!Array.isArray(list)) return list;
  const kept: unknown[] = [];
  const positions: number[] = [];
  for (const [position, entry] of (list as unknown[]).entries()) {
    if (entry === null || (field !== "replies" && isBlankText(entry))) continue;
    const tidied = tidyEntry(entry, `${field}[${position}]`, findings);
    if (tidied === undefined) continue;
    kept.push(tidied);
    positions.push(position);
  }
  findings.positions.set(field, positions);
  return kept;
}

function tidyReply(reply: unknown, field: string, findings: Findings): unknown {
  if (!isObject(reply)) return reply;
  const tidied = pickKnown(reply, REPLY_KEYS, "replies[].", findings);
  replace(tidied, "id", (id) => numberAsText(id, `${field}.id`, findings));
  if (Object.hasOwn(tidied, "text")) return tidied;
  findings.warnings.push(`${field} left out: its text is empty`);
  return undefined;
}

function tidyTopic(topic: unknown, field: string, findings: Findings): unknown {
  if (!isObject(topic)) return topic;
  const tidied = pickKnown(topic, TOPIC_KEYS, "topics[].", findings);
  if (Object.hasOwn(tidied, "name")) return tidied;
  findings.warnings.push(`${field} left out: it has no name`);
  return undefined;
}

/** Drops entries whose key came before. Entries without a key stay, for the schema to refuse by name. */
function withoutDuplicates(list: unknown, field: string, findings: Findings, keyOf: (entry: unknown) => string | undefined): unknown {
  if (!Array.isArray(list)) return list;
  const positions = findings.positions.get(field) ?? [];
  const seen = new Set<string>();
  const kept: number[] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const key = keyOf(entry);
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    kept.push(index);
  }
  findings.positions.set(field, kept.map((index) => positions[index] ?? index));
  return kept.map((index) => (list as unknown[])[index]);
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

function describeUnknownKeys(keys: ReadonlySet<string>): string | undefined {
  if (keys.size === 0) return undefined;
  const names = [...keys].slice(0, MOST_KEYS_NAMED).map(showKey);
  const more = keys.size - names.length;
  return `unknown keys left out: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** A key from a file, fit for a log line. */
function showKey(key: string): string {
  const folded = foldWhitespace(key).replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  return folded === "" ? '""' : shorten(folded, LONGEST_KEY_NAMED, "…");
}
