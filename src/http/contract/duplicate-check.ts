import * as z from "zod";
import { DUPLICATE_CUTS } from "../../duplicates/cuts.ts";
import { likeness } from "./duplicates.ts";
import { inquiryFields } from "./similar.ts";
import { onlyKnown } from "./text.ts";
import { ThreadSummary } from "./threads.ts";

export function checkRequest(mostTextCharacters: number) {
  return onlyKnown(inquiryFields(mostTextCharacters)).meta({ id: "DuplicateCheckRequest" });
}

export const CheckAnswer = z
  .object({
    verdict: z.enum(["yes", "maybe", "no"]).meta({
      description:
        `yes: it is there already, a thread scores at least ${DUPLICATE_CUTS.yes}; maybe: one scores at least ${DUPLICATE_CUTS.maybe}, and a person ` +
        "should look; no: nothing like it was found.",
    }),
    matches: z
      .array(z.object({ thread: ThreadSummary, ...likeness }).meta({ id: "DuplicateMatch" }))
      .readonly()
      .meta({ description: "Threads that may ask the same, the surest first; empty where the verdict is no." }),
  })
  .meta({ id: "DuplicateCheckAnswer" });
