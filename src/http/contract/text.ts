import * as z from "zod";
import { isBlank, isWellFormed } from "../../forum/text.ts";

/** As long as a title, a department or the name of a language may be. */
export const LONGEST_LABEL = 300;

/** Text that can be looked up: not blank, and no lone surrogates or null bytes in it. */
export function text(longest: number) {
  return z
    .string({ error: notOneText })
    .max(longest, `is longer than ${longest} characters`)
    .refine((value) => !isBlank(value), "is empty")
    .refine(
      isWellFormed,
      "holds a null byte or half of a surrogate pair: send well-formed text",
    );
}

/** Why a value is not a single text; a parameter given twice arrives as a list. */
export function notOneText({ input }: { readonly input?: unknown }): string {
  if (input === undefined) return "is required";
  return Array.isArray(input) ? "must be one text: it is given more than once, or is a list" : "must be text";
}

/** An object whose every key is known: a typo is an error that says what would have been right. */
export function onlyKnown<Shape extends z.ZodRawShape>(shape: Shape, hint = `known here: ${Object.keys(shape).join(", ")}`) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? `is not known here; ${hint}` : "must be a JSON object"),
  });
}

/** For GET routes without parameters. */
export const NoQuery = onlyKnown({}, "this route takes no parameters");

/** For routes that take a body: text in an address ends up in logs and histories. */
export const NoQueryBesideBody = onlyKnown({}, "send it as a field of the JSON body, not in the address");
