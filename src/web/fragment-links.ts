import { threadPath, topicPath } from "../forum/addresses.ts";
import { fillLink } from "../forum/link-template.ts";
import type { RelatedTopic, SimilarThread } from "../recommend/answers.ts";
import type { FragmentRequest } from "./fragment-request.ts";
import { safeLink } from "./links.ts";

/** Where the links of a fragment lead; the page that holds it is a stranger's. */
export interface FragmentLinks {
  thread(thread: Pick<SimilarThread, "id" | "url">): string;
  topic(topic: Pick<RelatedTopic, "id" | "url">): string;
  /** A link as it is read without the page around it; undefined where the forum's own address is not known. */
  absolute(link: string): string | undefined;
}

/**
 * The forum's own address first, as the forum gave it; then the template; then the page in Kindred.
 * @param service base address of this service
 */
export function createFragmentLinks({ link, topicLink }: Pick<FragmentRequest, "link" | "topicLink">, service: string): FragmentLinks {
  const base = service.replace(/\/+$/, "");
  // A path leads to the forum, and where that is, a whole address tells.
  const forum = [link, topicLink].find((template) => template !== undefined && !template.startsWith("/"));

  function linkTo(path: string, { id, url }: { readonly id: string; readonly url: string }, template: string | undefined): string {
    const own = url === path ? undefined : safeLink(url);
    const filled = template === undefined ? undefined : safeLink(fillLink(template, id));
    return own ?? filled ?? base + path;
  }

  return {
    thread: (thread) => linkTo(threadPath(thread.id), thread, link),
    topic: (topic) => linkTo(topicPath(topic.id), topic, topicLink),
    absolute: (address) => {
      if (!address.startsWith("/")) return address;
      return forum === undefined ? undefined : new URL(address, fillLink(forum, "1")).href;
    },
  };
}
