import { CuratedTopic } from "../forum/curated-topic.ts";
import { foldWhitespace } from "../forum/text.ts";
import { topicId } from "../forum/topic.ts";
import { tidyList, withoutDuplicates } from "./tidy-lists.ts";
import {
  type Findings, type JsonObject, type Tidied, isBlankText, noFindings, pickKnown, refuseDisguised, replace, safeLink, tidied,
} from "./tidying.ts";

const TOPIC_KEYS = Object.keys(CuratedTopic.shape);
const KEPT_BLANK = new Set(["name", "hidden"]);

/**
 * Mends what is harmless: null and blank values become absent, aliases that are blank or say the same go, unknown
 * keys and unsafe links go with a warning. Everything else is left for the schema `CuratedTopic` to judge.
 */
export function tidyTopic(raw: JsonObject): Tidied {
  const findings = noFindings();
  const input = pickKnown(raw, TOPIC_KEYS, { keptBlank: KEPT_BLANK, findings });
  refuseDisguised("hidden", raw, findings);
  refuseVisibility(findings);

  if (isBlankText(input["name"])) findings.problems.set("name", "is empty");
  replace(input, "url", (url) => safeLink(url, findings));
  const ownName = spellingKey(input["name"]);
  replace(input, "aliases", (aliases) =>
    withoutDuplicates(tidyList(aliases, "aliases", findings), "aliases", findings, spellingKey, ownName === undefined ? [] : [ownName]),
  );
  return tidied(input, findings);
}

/** Somebody who knows files of threads may hide a topic their way: left out as unknown, it would be shown. */
function refuseVisibility({ problems, unknownKeys }: Findings): void {
  for (const key of unknownKeys) {
    if (key.trim().toLowerCase() === "visibility") problems.set("visibility", "is for threads: a topic has hidden, true or false");
  }
}

/** As with topics themselves, letter case and punctuation make no new name. */
function spellingKey(name: unknown): string | undefined {
  return typeof name === "string" ? topicId(foldWhitespace(name), null) : undefined;
}
