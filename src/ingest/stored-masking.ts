import type { Thread } from "../forum/thread.ts";
import type { SettingsStore } from "../store/settings.ts";
import type { ThreadWriter } from "../store/writing.ts";
import type { Ingest } from "./ingest.ts";

/** Threads that are looked at in one go: what a kill has looked at again. */
const SLICE = 256;

export interface StoredMaskingDependencies {
  readonly writer: Pick<ThreadWriter, "storedAfter" | "revision">;
  readonly ingest: Pick<Ingest, "put">;
  readonly settings: Pick<SettingsStore, "maskedUpTo" | "keepMaskedUpTo" | "forgetMasked">;
  /** Undefined where threads are kept as they come. */
  readonly mask: ((thread: Thread) => Thread) | undefined;
  /** Number of the rules that `mask` goes by. */
  readonly rules: number;
}

/**
 * Masks what an index holds from before it was masked, or from before the rules changed: once, in slices, and killed midway
 * it goes on where it was. Returns how many threads changed. Where nothing is masked any more, that is remembered, so that
 * masking later begins anew.
 */
export function createStoredMasking({ writer, ingest, settings, mask, rules }: StoredMaskingDependencies) {
  return async (): Promise<number> => {
    if (mask === undefined) {
      settings.forgetMasked();
      return 0;
    }
    let masked = 0;
    for (let after = settings.maskedUpTo(rules); after < Infinity; ) {
      const threads = writer.storedAfter(after, SLICE);
      // What somebody wrote since came in masked; what is written here is masked on its way in.
      const changed = threads.filter(({ thread, revision }) => mask(thread) !== thread && writer.revision(thread.id) === revision);
      await Promise.all(changed.map(({ thread }) => ingest.put(thread)));
      masked += changed.length;
      after = threads.at(-1)?.key ?? Infinity;
      settings.keepMaskedUpTo(rules, after);
    }
    return masked;
  };
}
