import type { Embedder } from "../src/embedding/embedder.ts";
import { threadsOfLabelled, type LabelledText } from "../src/evaluation/labelled-texts.ts";
import { tuneWeights } from "../src/evaluation/tuning/order.ts";
import { topicGains, type TopicTuningSet } from "../src/evaluation/tuning/topic-order.ts";
import { TOPIC_WEIGHTS } from "../src/evaluation/tuning/tuned-weights.ts";
import { orderText } from "../src/evaluation/tuning/tuning-text.ts";
import { openSource } from "../src/sources/open-source.ts";
import { withTemporaryForum } from "./temporary-forum.ts";

/**
 * What the weights of topics do to the order of lists, for people.
 * @param filed texts with the topics they are filed under
 * @param forumFile threads that name topics
 */
export function tuneTopics(
  filed: { readonly name: string; readonly texts: readonly LabelledText[] },
  forumFile: string,
  embedder: Embedder,
  log: (message: string) => void,
): Promise<string> {
  return withTemporaryForum(filed.name, threadsOfLabelled(filed.texts), embedder, (texts) =>
    withTemporaryForum(forumFile, openSource(forumFile), embedder, async (forum) => {
      const sets: TopicTuningSet[] = [
        { name: filed.name, index: texts.index, isThinned: false },
        { name: `${filed.name}, thinned`, index: texts.index, isThinned: true },
        { name: "sample forum", index: forum.index, isThinned: false },
      ];
      return orderText("Topics, of threads that are left out", sets.map(({ name }) => name), tuneWeights(TOPIC_WEIGHTS, sets, topicGains, log));
    }),
  );
}
