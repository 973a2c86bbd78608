import { Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { KindredError } from "../forum/errors.ts";
import { abortSignalOf } from "../http/abort-signal.ts";
import type { PagesGiven } from "../http/pages.ts";
import type { Recommender, RelatedTopic, SimilarThread } from "../recommend/answers.ts";
import { fragment } from "./fragment.tsx";
import { fragmentLifetime } from "./fragment-lifetime.ts";
import { createFragmentLinks } from "./fragment-links.ts";
import { fragmentRequest, type FragmentRequest } from "./fragment-request.ts";
import { languageTag } from "./wording.ts";

type FragmentsGiven = Pick<PagesGiven, "services" | "publicUrl" | "mostFragmentSeconds">;

/** Pieces of HTML that a forum's own server puts into its pages. */
export function createFragmentRoutes({ services: { reader, recommender }, publicUrl, mostFragmentSeconds }: FragmentsGiven): Hono {
  return new Hono().get("/threads/:id", compress(), etag(), async (c) => {
    const request = fragmentRequest(c);
    const id = c.req.param("id");
    const thread = reader.thread(id);
    if (thread === undefined) throw new KindredError("thread_not_found", "There is no such thread.", "See the list of threads.");
    const { threads, topics } = await listsOf(recommender, id, request, abortSignalOf(c));
    const shown = threads.flatMap((one) => {
      const known = reader.thread(one.id);
      return known === undefined ? [] : [{ ...one, language: languageTag(known.language) }];
    });
    const links = createFragmentLinks(request, publicUrl ?? new URL(c.req.url).origin);
    // Told here, because a 304 has no body that compress would look at.
    c.header("vary", "Accept-Encoding");
    c.header("cache-control", fragmentLifetime(thread, mostFragmentSeconds, new Date()));
    return c.html(fragment({ threads: shown, topics, links }));
  });
}

interface Lists {
  readonly threads: readonly SimilarThread[];
  readonly topics: readonly RelatedTopic[];
}

/** Looks up only what is wanted. */
async function listsOf(recommender: Recommender, threadId: string, { similar, topics }: FragmentRequest, signal: AbortSignal): Promise<Lists> {
  const options = { limit: similar, collapse: true, explain: false };
  if (similar > 0 && topics > 0) {
    const lists = await recommender.recommend({ threadId }, { similar: options, topicLimit: topics }, signal);
    return { threads: lists.similar.items, topics: lists.relatedFaq.items };
  }
  return {
    threads: similar === 0 ? [] : (await recommender.similar({ threadId }, options, signal)).items,
    topics: topics === 0 ? [] : (await recommender.relatedTopics({ threadId }, { limit: topics }, signal)).items,
  };
}
