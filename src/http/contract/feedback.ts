import * as z from "zod";
import type { Feedback } from "../../feedback/feedback.ts";
import { ThreadId } from "../../forum/thread.ts";
import { FEEDBACK_LISTS, ITEM_EVENTS } from "../../store/feedback.ts";
import { wholeNumberInBody } from "./parameters.ts";
import { onlyKnown } from "./text.ts";

const MOST_ITEMS = 100;
const oneOf = (values: readonly string[]) => `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
const EVENTS = ["shown", ...ITEM_EVENTS] as const;
/** Which fields go with "shown", and which with the other events. */
const OF_LIST = ["items"] as const;
const OF_ITEM = ["item", "position"] as const;

/** Topics' ids are made of the same characters as threads'. */
const ItemId = ThreadId;

/** One object and no union: so /docs can list its fields, and an error names the field at fault. */
export const FeedbackBody = onlyKnown({
  event: z.enum(EVENTS, oneOf(EVENTS)).meta({
    description:
      "shown: a list came on the screen, with `items`. The others are of one `item` at its `position`: clicked: it was opened; helpful, unhelpful: " +
      "somebody said so; answered: somebody who was about to ask found the answer in it.",
  }),
  list: z.enum(FEEDBACK_LISTS, oneOf(FEEDBACK_LISTS)).meta({ description: "Which list; ask is the one beside a question that is being written." }),
  thread: ThreadId.optional().meta({ description: "Id of the thread under which the list stood; left out for a text. Texts are never sent." }),
  items: z
    .array(ItemId, "must be a list of ids")
    .max(MOST_ITEMS, `holds more than ${MOST_ITEMS} ids`)
    .optional()
    .meta({ description: "With shown alone: ids of the threads, or in related-faq of the topics, in the order shown; none where the list was empty." }),
  item: ItemId.optional().meta({ description: "With the others: id of the thread or topic." }),
  position: wholeNumberInBody(1, MOST_ITEMS).optional().meta({ description: "With the others: its place in the list, from 1." }),
})
  .superRefine((body, { addIssue }) => {
    const refuse = (name: string, message: string) => addIssue({ code: "custom", path: [name], message });
    const [needed, foreign] = body.event === "shown" ? [OF_LIST, OF_ITEM] : [OF_ITEM, OF_LIST];
    for (const name of needed) if (body[name] === undefined) refuse(name, "is required");
    for (const name of foreign) if (body[name] !== undefined) refuse(name, `does not belong to ${body.event}`);
  })
  .meta({ id: "Feedback" });

/** @param body as `FeedbackBody` let it through */
export function feedbackOf({ event, list, thread, items = [], item = "", position = 1 }: z.infer<typeof FeedbackBody>): Feedback {
  return event === "shown" ? { event, list, thread, items } : { event, list, thread, item, position };
}
