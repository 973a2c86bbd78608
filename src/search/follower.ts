import type { ChangeFeed, Changes } from "../store/changes.ts";
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
  /** Resolves once every vector is in the graph, and what follows from changes is done. */
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
  readonly followUps?: readonly FollowUp[];
}

/** What follows from changes, and goes on while answers are given. */
export interface FollowUp {
  /** Called after each look at the change log. */
  begin(): void;
  /** Resolves once all that was begun is done. */
  settled(): Promise<void>;
  /** Ends what is under way and need not be done; without it, following ends when all that was begun is done. */
  stop?(): Promise<void>;
}

export function createFollower({ feed, index, createGraphKeeper, fillMissingVectors, followUps = [], log }: FollowerDependencies): Follower {
  let sequence = 0;
  let poll: NodeJS.Timeout | undefined;
  const graph = createGraphKeeper(() => sequence);
  const missing = createMissingVectors({ fillMissingVectors, log, takeIn: (keys) => feed.consistently(() => takeIn(keys)) });

  /** Takes in these topics and threads as they stand now; all there are where no keys are given. */
  function takeIn(keys?: Pick<Changes, "threadKeys" | "topicKeys">): void {
    takeInTopics(keys?.topicKeys);
    takeInThreads(keys?.threadKeys);
  }

  function takeInTopics(keys: readonly number[] | undefined): void {
    const gone = new Set(keys);
    for (const key of gone) missing.topics.delete(key);
    for (const topic of feed.topics(keys, (key) => missing.topics.add(key))) {
      gone.delete(topic.key);
      index.putTopic(topic);
    }
    for (const key of gone) index.removeTopic(key);
  }

  function takeInThreads(keys: readonly number[] | undefined): void {
    const gone = new Set(keys);
    for (const key of gone) missing.threads.delete(key);
    const found = feed.threads(keys, (key) => missing.threads.add(key));
    // All of them are streamed; a few are looked at first, so that what is gone makes room for its id's next thread.
    const present = keys === undefined ? found : [...found];
    if (Array.isArray(present)) for (const { key } of present) gone.delete(key);
    for (const key of gone) index.remove(key);
    for (const thread of present) index.put(thread);
  }

  function catchUp(): void {
    if (feed.newestSequence() !== sequence) {
      feed.consistently(() => {
        const changes = feed.changedSince(sequence);
        takeIn(changes);
        sequence = changes.sequence;
      });
    }
    missing.fill();
    graph.grow();
    for (const followUp of followUps) followUp.begin();
  }

  return {
    start: async () => {
      feed.consistently(() => {
        sequence = feed.newestSequence();
        takeIn();
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
    settled: async () => {
      await Promise.all(followUps.map((followUp) => followUp.settled()));
      await graph.settled();
    },
    stop: async () => {
      clearInterval(poll);
      await Promise.all(followUps.map((followUp) => followUp.stop?.() ?? followUp.settled()));
      await missing.stop();
      await graph.stop();
    },
    sequence: () => sequence,
  };
}
