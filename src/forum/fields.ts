import * as z from "zod";
import { isSafeLink } from "./addresses.ts";
import { foldWhitespace, isBlank, isWellFormed } from "./text.ts";

/** Text that can be stored and shown as it is; `longest` in UTF-16 code units. */
export const Text = (longest: number) =>
  z
    .string()
    .max(longest, `is longer than ${longest} characters`)
    .refine(isWellFormed, "holds a null byte or half of a surrogate pair: send well-formed text");

export const Label = Text(300).trim().refine((text) => !isBlank(text), "is blank");

/** A topic's name, or an alias: on one line, as names are compared and shown. */
export const TopicName = Label.overwrite(foldWhitespace);

/** Whom a key is for, likewise; short enough for a line of the audit. */
export const KeyName = Text(100).overwrite(foldWhitespace).refine((text) => !isBlank(text), "is blank");

export const Link = Text(2_000).refine(isSafeLink, "must start with http://, https:// or a single /");
