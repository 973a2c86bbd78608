import type { ChangeFeed } from "../store/changes.ts";
import type { ForumIndex } from "./forum-index.ts";
import type { GraphKeeper } from "./graph-keeper.ts";
import { createMissingVectors, type MissingVectorsDependencies } from "./missing-vectors.ts";

/** How often the change log is looked at for what other processes wrote, in milliseconds. */
const POLL_MS = 200;

/** Keeps a forum index in memory at the state of the change log. */
export interface Follower {
  /** Loads everything, restores the graph, and goes on following until `stop`. */
  start(): Promise<void>;
  /** Takes in what was committed since; when it returns, answers show it. */
  catchUp(): void;
  /** Resolves once every vector is in the graph. */
  settled(): Promise<void>;
  /** Ends following; the graph is written if it changed. */
  stop(): Promise<void>;
  /** Newest change taken in. */
  sequence(): number;
}

export interface FollowerDependencies extends Pick<MissingVectorsDependencies, "fillMissingVectors" | "log"> {
  readonly feed: ChangeFeed;
  readonly index: ForumIndex;
  readonly createGraphKeeper: (sequence: () => number) => GraphKeeper;
}

export function createFollower({ feed, index, createGraphKeeper, fillMissingVectors, log }: FollowerDependencies): Follower {
  let sequence = 0;
  let poll: NodeJS.Timeout | undefined;
  const graph = createGraphKeeper(() => sequence);
  const missing = createMissingVectors({ fillMissingVectors, log, takeIn: (keys) => feed.consistently(() => takeIn(keys)) });

  /** Takes in these threads as they stand now; all there are where no keys are given. */
  function takeIn(threadKeys: readonly number[] | undefined): void {
    const onUnembedded = (threadKey: number) => missing.add(threadKey);
    // All of them are streamed; a few are looked at first, so that what is gone makes room for its id's next thread.
    const present = threadKeys === undefined ? feed.threads(undefined, onUnembedded) : [...feed.threads(threadKeys, onUnembedded)];
    const gone = new Set(threadKeys);
    if (Array.isArray(present)) for (const { key } of present) gone.delete(key);
    for (const threadKey of gone) index.remove(threadKey);
    for (const thread of present) {
      const newTopics = thread.topicKeys.filter((topicKey) => !index.hasTopic(topicKey));
      const topics = feed.topics(newTopics);
      for (const topic of topics) index.putTopic(topic);
      if (topics.length < newTopics.length) missing.add(thread.key);
      else missing.remove(thread.key);
      index.put(thread);
    }
  }

  function catchUp(): void {
    if (feed.newestSequence() !== sequence) {
      feed.consistently(() => {
        const changes = feed.changedSince(sequence);
        for (const threadKey of changes.threadKeys) missing.remove(threadKey);
        takeIn(changes.threadKeys);
        sequence = changes.sequence;
      });
    }
    missing.fill();
    graph.grow();
  }

  return {
    start: async () => {
      feed.consistently(() => {
        sequence = feed.newestSequence();
        takeIn(undefined);
      });
      await graph.restore();
      poll = setInterval(() => {
        try {
          catchUp();
        } catch (error) {
          log(`The change log could not be read: ${String(error)}. Trying again in ${POLL_MS} ms.`);
        }
      }, POLL_MS);
      poll.unref();
      catchUp();
    },
    catchUp,
    settled: () => graph.settled(),
    stop: async () => {
      clearInterval(poll);
      await missing.stop();
      await graph.stop();
    },
    sequence: () => sequence,
  };
}
