import type * as z from "zod";
import type { Tidied } from "./tidying.ts";

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};
/** More than these would bury the first one, which is the one to mend. */
const MOST_REASONS = 5;

type Issue = z.core.$ZodIssue;

/** Why something is refused, in words for whoever keeps the forum: "replies[2].text is longer than 200000 characters". */
export function reasonsFor(issues: readonly Issue[], tidied: Pick<Tidied, "problems" | "positions">): string[] {
  const reasons = new Map(tidied.problems);
  for (const issue of issues.map(meantIssue)) {
    const field = fieldName(issue.path, tidied.positions);
    // What was found while tidying knows the field as it came, so it goes first.
    if (!reasons.has(field)) reasons.set(field, describe(issue));
  }
  return [...reasons].map(([field, reason]) => `${field} ${reason}`);
}

export function joinReasons(reasons: readonly string[]): string {
  const more = reasons.length - MOST_REASONS;
  return reasons.slice(0, MOST_REASONS).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

/** `replies[2].text`, with the position the entry had before entries were left out. */
function fieldName(path: readonly PropertyKey[], positions: Tidied["positions"]): string {
  let name = "";
  for (const part of path) {
    if (typeof part === "number") name += `[${positions.get(name)?.[part] ?? part}]`;
    else name += name === "" ? String(part) : `.${String(part)}`;
  }
  return name;
}

function describe(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case "too_big":
      return issue.origin === "array" ? `has more than ${issue.maximum} entries` : `is longer than ${issue.maximum} characters`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_union":
      return "must be a name, or an object with a name and a department";
    default:
      return issue.message;
  }
}

/** Of a union, the first issue of the variant that the value was meant to be: the one whose type fits. */
function meantIssue(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const meant = issue.errors.find(([first]) => first !== undefined && !(first.code === "invalid_type" && first.path.length === 0))?.[0];
  return meant === undefined ? issue : { ...meant, path: [...issue.path, ...meant.path] };
}
