import type { Thread } from "../forum/thread.ts";
import type { Source } from "../sources/source.ts";
import type { ForumReader } from "../store/reading.ts";
import type { SettingsStore } from "../store/settings.ts";
import type { Ingest } from "./ingest.ts";

/** The demonstration forum: comes into an empty index, and leaves when a real forum comes. */
export interface SampleForum {
  /** Fills an index that is empty, or whose filling was cut short. False where there was nothing to do. */
  fill(): Promise<boolean>;
  /**
   * The same source, which has the sample leave when its first real thread comes: invented answers have no place
   * among real ones. A sample thread that was changed since stays; the sample file itself is no real forum.
   * @param onLeave told how many threads left.
   */
  makeRoomFor(source: Source, onLeave: (threads: number) => void): Source;
}

export interface SampleForumDependencies {
  readonly open: () => Source;
  readonly ingest: Pick<Ingest, "putAll" | "remove">;
  readonly reader: Pick<ForumReader, "thread">;
  readonly settings: SettingsStore;
  readonly isEmpty: () => boolean;
}

export function createSampleForum({ open, ingest, reader, settings, isEmpty }: SampleForumDependencies): SampleForum {
  async function sampleThreads(): Promise<Map<string, Thread>> {
    const threads = new Map<string, Thread>();
    for await (const record of open()) if (record.kind === "thread") threads.set(record.thread.id, record.thread);
    return threads;
  }

  /** Killed midway, it goes on with the next real thread or the next start. */
  function leave(sample: ReadonlyMap<string, Thread>): number {
    settings.moveSample(["absent", "filling", "complete"], "leaving");
    let removed = 0;
    for (const [id, thread] of sample) if (isSame(reader.thread(id), thread) && ingest.remove(id)) removed += 1;
    settings.moveSample(["leaving"], "left");
    return removed;
  }

  return {
    fill: async () => {
      if (settings.sample() === "leaving") leave(await sampleThreads());
      if (!isEmpty() && settings.sample() === "absent") return false;
      if (!settings.moveSample(["absent", "filling"], "filling")) return false;
      await ingest.putAll(open());
      // A real forum may have come from another process meanwhile; then what went in after it leaves, too.
      if (!settings.moveSample(["filling"], "complete")) leave(await sampleThreads());
      return true;
    },

    makeRoomFor: async function* (source, onLeave) {
      let sample: Map<string, Thread> | undefined;
      for await (const record of source) {
        if (settings.sample() !== "left" && record.kind === "thread") {
          sample ??= await sampleThreads();
          if (!isSame(sample.get(record.thread.id), record.thread)) {
            const removed = leave(sample);
            if (removed > 0) onLeave(removed);
          }
        }
        yield record;
      }
    },
  };
}

function isSame(left: Thread | undefined, right: Thread): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
