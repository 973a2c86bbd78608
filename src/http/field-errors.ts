import type { FieldError } from "./contract/problem.ts";

/** What is read of a zod issue; messages never hold the value at fault. */
export interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** A name as somebody would misspell it. What is stranger may be what they ask, gone astray, and is not sent back. */
const NAME = /^[\w.-]{1,40}$/;
const MOST_LISTED = 20;

export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap(fieldErrorsOf).slice(0, MOST_LISTED);
}

function fieldErrorsOf(issue: Issue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    const message = issue.message.startsWith("Unrecognized") ? "is not known here" : issue.message;
    return (issue.keys ?? []).map((key) => ({
      field: fieldOf([...issue.path, NAME.test(key) ? key : "(unusual name)"]),
      message,
    }));
  }
  const field = fieldOf(issue.path);
  if (issue.code === "invalid_union") return [{ field, message: unionMessage(issue.errors ?? []) }];
  return [{ field, message: plain(issue.message) }];
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function unionMessage(branches: readonly (readonly Issue[])[]): string {
  const messages = branches.flatMap((branch) => branch.slice(0, 1)).map(({ path, message }) =>
    [fieldOf(path), plain(message)].filter(Boolean).join(" "),
  );
  return messages.length === 0 ? "is not valid" : [...new Set(messages)].join(", or ");
}

/** Zod's "Invalid input: expected string, received undefined", in fewer words. */
function plain(message: string): string {
  if (message.endsWith("received undefined")) return "is required";
  return message.replace(/^Invalid (input|option): expected /, "must be ").replace(/^Unrecognized key.*/, "holds a key that is not known");
}
