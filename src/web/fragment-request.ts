import type { Context } from "hono";
import * as z from "zod";
import { isLinkTemplate } from "../forum/link-template.ts";
import { wholeNumber } from "../http/contract/parameters.ts";
import { DEFAULT_TOPIC_LIMIT, MOST_TOPICS } from "../http/contract/related-faq.ts";
import { DEFAULT_SIMILAR_LIMIT } from "../http/contract/similar.ts";
import { onlyKnown, text } from "../http/contract/text.ts";
import { invalidIn } from "../http/invalid-in.ts";

const MOST_SIMILAR = 20;
const LONGEST_TEMPLATE = 2_000;

const LinkTemplate = text(LONGEST_TEMPLATE).refine(
  isLinkTemplate,
  "must hold {id} once, and start with http://, https:// or a single /, as /questions/{id} does",
);

const FragmentQuery = onlyKnown({
  similar: wholeNumber(0, MOST_SIMILAR).default(DEFAULT_SIMILAR_LIMIT),
  topics: wholeNumber(0, MOST_TOPICS).default(DEFAULT_TOPIC_LIMIT),
  link: LinkTemplate.optional(),
  topicLink: LinkTemplate.optional(),
});

/** How a fragment is asked for: how many threads and topics, 0 for none, and where links lead that the forum gave no address for. */
export type FragmentRequest = z.infer<typeof FragmentQuery>;

/** @throws InvalidRequest */
export function fragmentRequest(c: Context): FragmentRequest {
  const given = Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  const parsed = FragmentQuery.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw invalidIn("query", parsed.error.issues, "Mend the address that the page includes; similar, topics, link and topicLink may stand in it.");
  return parsed.data;
}
