import { Thread } from "../forum/thread.ts";
import { joinReasons, reasonsFor } from "./reasons.ts";
import { tidyThread } from "./tidy-thread.ts";

export type Admission =
  | { readonly admitted: true; readonly thread: Thread; readonly warnings: readonly string[] }
  | { readonly admitted: false; readonly reason: string };

/**
 * Lets a thread in, from whatever value a source gave: lenient where odd data is harmless, strict where a
 * guess could show, lose or mix up something. Never throws; a refusal names each field that stands in the way.
 */
export function admitThread(candidate: unknown): Admission {
  if (typeof candidate !== "object" || candidate === null || Array.isArray(candidate)) {
    return { admitted: false, reason: "is not an object: each thread is one {…} with an id and a question" };
  }
  const tidied = tidyThread(candidate as Readonly<Record<string, unknown>>);
  const parsed = Thread.safeParse(tidied.input, { reportInput: true });
  if (parsed.success && tidied.problems.size === 0) {
    return { admitted: true, thread: parsed.data, warnings: tidied.warnings };
  }
  return { admitted: false, reason: joinReasons(reasonsFor(parsed.error?.issues ?? [], tidied)) };
}
