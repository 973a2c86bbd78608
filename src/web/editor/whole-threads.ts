import { Refusal, type EditorApi } from "./api.ts";
import type { DeskState } from "./desk-state.ts";
import type { Store } from "./store.ts";

/** Fetches whole threads, each once; until one is there, its excerpt is shown. */
export function createWholeThreads(store: Store<DeskState>, api: Pick<EditorApi, "thread">): (ids: readonly string[]) => void {
  const asked = new Set<string>();
  return (ids) => {
    for (const id of new Set(ids)) {
      if (asked.has(id)) continue;
      asked.add(id);
      api.thread(id).then(
        (thread) => store.set({ threads: new Map(store.get().threads).set(id, thread) }),
        (error: unknown) => {
          // Asked again when it is shown again, unless it is gone.
          if (error instanceof Refusal && error.status === 404) store.set({ threads: new Map(store.get().threads).set(id, null) });
          else asked.delete(id);
        },
      );
    }
  };
}
