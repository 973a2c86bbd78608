import type * as z from "zod";
import { joinReasons, reasonsFor } from "./reasons.ts";
import { isObject, type JsonObject, type Tidied } from "./tidying.ts";

type Admission<Admitted> =
  | { readonly admitted: true; readonly value: Admitted; readonly warnings: readonly string[] }
  | { readonly admitted: false; readonly reason: string };

/** What is let in: how it is tidied, what it must then be, and how it looks, for whoever sent something else. */
export interface Kind<Admitted> {
  readonly schema: z.ZodType<Admitted>;
  readonly tidy: (raw: JsonObject) => Tidied;
  /** "each thread is one {…} with an id and a question" */
  readonly looks: string;
}

/**
 * Lets something in, from whatever value a source gave: lenient where odd data is harmless, strict where a
 * guess could show, lose or mix up something. Never throws; a refusal names each field that stands in the way.
 */
export function admit<Admitted>(candidate: unknown, { schema, tidy, looks }: Kind<Admitted>): Admission<Admitted> {
  if (!isObject(candidate)) return { admitted: false, reason: `is not an object: ${looks}` };
  const tidied = tidy(candidate);
  const parsed = schema.safeParse(tidied.input, { reportInput: true });
  if (parsed.success && tidied.problems.size === 0) return { admitted: true, value: parsed.data, warnings: tidied.warnings };
  return { admitted: false, reason: joinReasons(reasonsFor(parsed.error?.issues ?? [], tidied)) };
}
