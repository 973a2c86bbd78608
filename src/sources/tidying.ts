import { Link } from "../forum/fields.ts";
import { isBlank } from "../forum/text.ts";
import { describeUnknownKeys } from "./unknown-keys.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object as it came, made ready for its schema, and what was found on the way. */
export interface Tidied {
  readonly input: JsonObject;
  /** What was left out, one phrase each. */
  readonly warnings: readonly string[];
  /** Field → why it keeps the whole out, for what the schema could not see. */
  readonly problems: ReadonlyMap<string, string>;
  /** List → for each entry that is left, the position at which it came. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** What is noted while an object is tidied. */
export interface Findings {
  readonly unknownKeys: Set<string>;
  readonly warnings: string[];
  readonly problems: Map<string, string>;
  readonly positions: Map<string, readonly number[]>;
}

export function noFindings(): Findings {
  return { unknownKeys: new Set(), warnings: [], problems: new Map(), positions: new Map() };
}

export function tidied(input: JsonObject, { unknownKeys, warnings, problems, positions }: Findings): Tidied {
  const unknown = describeUnknownKeys(unknownKeys);
  return { input, warnings: unknown === undefined ? warnings : [unknown, ...warnings], problems, positions };
}

export function isBlankText(value: unknown): boolean {
  return typeof value === "string" && isBlank(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The known keys that hold something; those of `keptBlank` blank as well, so that they are refused by name.
 * Only they are ever assigned, so "__proto__" in a file reaches nothing.
 */
export function pickKnown(
  raw: JsonObject,
  known: readonly string[],
  { prefix = "", keptBlank, findings }: { readonly prefix?: string; readonly keptBlank?: ReadonlySet<string>; readonly findings: Findings },
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (!known.includes(key)) findings.unknownKeys.add(prefix + key);
    else if (value !== null && (!isBlankText(value) || keptBlank?.has(key) === true)) picked[key] = value;
  }
  return picked;
}

/** Changes a field that is there; a change to undefined takes it out. */
export function replace(input: Record<string, unknown>, key: string, change: (value: unknown) => unknown): void {
  if (!Object.hasOwn(input, key)) return;
  const changed = change(input[key]);
  if (changed === undefined) delete input[key];
  else input[key] = changed;
}

/** A key that hides something must not be left out as an unknown one: what it hides would become public. */
export function refuseDisguised(field: string, raw: JsonObject, { problems, unknownKeys }: Findings): void {
  for (const key of Object.keys(raw)) {
    if (key !== field && key.trim().toLowerCase() === field) {
      problems.set(field, `must be written in small letters, not as "${key.trim()}"`);
      unknownKeys.delete(key);
    }
  }
}

export function safeLink(url: unknown, { warnings }: Findings): unknown {
  // Broken text is refused like everywhere else; only a well-formed link that is not safe to show is left out.
  if (typeof url !== "string" || url.includes("\0") || /\p{Surrogate}/u.test(url)) return url;
  if (Link.safeParse(url).success) return url;
  warnings.push("url left out: it must start with http://, https:// or a single /");
  return undefined;
}
