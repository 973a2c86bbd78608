import { embedAll } from "../embedding/embed-all.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { digestOf } from "../forum/passage.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { ForumReader } from "../store/reading.ts";
import type { TopicStore } from "../store/topics.ts";
import { formerTopics } from "./former-topics.ts";
import { forumThread, type ForumThread } from "./forum-threads.ts";
import { mineTopics, type MiningOptions } from "./mine-topics.ts";
import { reportOn, type MiningReport } from "./mining-report.ts";

export interface MiningSummary extends MiningReport {
  /** Topics that threads are in by mining, and how many threads are in one. */
  readonly topics: number;
  readonly threads: { readonly total: number; readonly inTopics: number };
  /** Whether the index is another than before. */
  readonly changed: boolean;
}

/** Mines the topics of a whole index. */
export interface TopicMining {
  run(options?: MiningOptions): Promise<MiningSummary>;
}

export interface TopicMiningDependencies {
  readonly feed: Pick<ChangeFeed, "consistently" | "newestSequence" | "threads">;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  readonly topics: TopicStore;
  readonly embedder: Pick<Embedder, "embed">;
  /** Told when topics have changed, so that whoever follows the index looks at once. */
  readonly onCommit: () => void;
}

export function createTopicMining({ feed, reader, topics, embedder, onCommit }: TopicMiningDependencies): TopicMining {
  /** Everything as it is at one moment; what changes while mining goes on joins afterwards. */
  const read = () =>
    feed.consistently(() => ({
      sequence: feed.newestSequence(),
      threads: [...readThreads()],
      formers: formerTopics(topics.records(), topics.members()),
    }));

  /** One at a time: the vectors of their replies are not kept. */
  function* readThreads(): Generator<ForumThread> {
    for (const stored of feed.threads()) {
      const thread = reader.threadsByKey([stored.key]).get(stored.key);
      const read = thread === undefined ? undefined : forumThread(stored, thread);
      if (read !== undefined) yield read;
    }
  }

  return {
    run: async (options) => {
      const { sequence, threads, formers } = read();
      const vectors = new Map<string, Float32Array>();
      const embed = async (names: readonly string[]) => {
        const unknown = names.filter((name) => !vectors.has(name));
        const embedded = await embedAll(embedder, unknown);
        for (const [place, name] of unknown.entries()) vectors.set(name, embedded[place]!);
        return names.map((name) => vectors.get(name)!);
      };
      const found = await mineTopics(threads, formers, embed, options);
      const byDigest = new Map(found.flatMap(({ name }) => (vectors.has(name) ? [[digestOf(name), vectors.get(name)!] as const] : [])));
      const changed = topics.keepMined(found, byDigest, sequence);
      onCommit();
      const inTopics = new Set(found.flatMap(({ threadKeys }) => threadKeys));
      return { ...reportOn(found, formers), topics: found.length, threads: { total: threads.length, inTopics: inTopics.size }, changed };
    },
  };
}
