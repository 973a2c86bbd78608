import type { EditorApi } from "./api.ts";
import type { DeskState } from "./desk-state.ts";
import { entryOfCluster, entryOfPair, joined, stillListed, type Entry } from "./entries.ts";
import { changedFilters, type Filters } from "./filters.ts";
import type { Store } from "./store.ts";
import type { Troubles } from "./troubles.ts";

const PAGE_LENGTH = 20;
/** The longest page that the service gives. */
const LONGEST_PAGE = 100;

export interface Delays {
  /** How long a filter rests before the service is asked. */
  readonly settle: number;
  /** How often it is asked how far finding is. */
  readonly poll: number;
}

export interface Listing {
  /** Shows the first page; what is shown stays until it is there. */
  load(): Promise<void>;
  /** Adds a page. */
  more(): Promise<void>;
  /** Filters take effect once they rest. */
  change(change: Partial<Filters>): void;
  /** Asks for the numbers alone. */
  refresh(): Promise<void>;
  /** Nothing is asked any more until the next load. */
  stop(): void;
}

/** The list and the numbers above it. Of two requests the later counts: the earlier is given up. */
export function createListing(store: Store<DeskState>, api: EditorApi, troubles: Troubles, delays: Delays): Listing {
  let asked = new AbortController();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;

  async function page(offset: number, limit: number, signal: AbortSignal) {
    const { filters } = store.get();
    const ask = async () => {
      if (filters.view === "pairs") {
        const { items, ...rest } = await api.pairs(filters, { offset, limit }, signal);
        return { ...rest, entries: items.map(entryOfPair) };
      }
      const { items, ...rest } = await api.clusters(filters, { offset, limit }, signal);
      return { ...rest, entries: items.map(entryOfCluster) };
    };
    const { entries, total, judging, finding } = await ask();
    return { entries, total, progress: { judging, finding } };
  }

  /** @param keep what of the list shown goes before what came */
  async function show(offset: number, limit: number, keep: () => readonly Entry[]): Promise<void> {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    store.set({ list: { ...store.get().list, busy: true } });
    try {
      const { entries, total, progress } = await page(offset, limit, signal);
      // Of what was judged since, the list shown may be longer than what the service counts.
      const all = joined(keep(), entries);
      store.set({ list: { entries: all, total: Math.max(all.length, total + all.length - offset - entries.length), known: true, busy: false }, progress });
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubles.of(error);
      store.set({ list: { ...store.get().list, busy: false, ...(trouble === undefined ? {} : { trouble }) } });
    }
    pollLater();
  }

  function pollLater(): void {
    clearTimeout(polling);
    const { signedIn, progress } = store.get();
    if (signedIn && progress?.finding.complete === false) polling = setTimeout(() => void poll(), delays.poll);
  }

  /** What is found meanwhile joins the list, unless somebody is at work on it. */
  async function poll(): Promise<void> {
    const { matter, list } = store.get();
    if (matter !== undefined || list.busy) await refresh();
    else await show(0, Math.min(LONGEST_PAGE, Math.max(PAGE_LENGTH, list.entries.length)), () => []);
  }

  async function refresh(): Promise<void> {
    const { signal } = asked;
    const { filters, progress: before } = store.get();
    try {
      const { judging, finding } = await api.progress(filters, signal);
      // Somebody judged meanwhile: these numbers are of before.
      if (!signal.aborted && store.get().progress === before) store.set({ progress: { judging, finding } });
    } catch (error) {
      // Numbers that are a little old hurt nobody; what matters is told where it is asked for.
      if (!signal.aborted) troubles.of(error);
    }
    pollLater();
  }

  return {
    refresh,
    load: () => show(0, PAGE_LENGTH, () => []),
    more: () => show(stillListed(store.get().list.entries, store.get().filters), PAGE_LENGTH, () => store.get().list.entries),
    change(change) {
      store.set({ filters: changedFilters(store.get().filters, change) });
      clearTimeout(settling);
      settling = setTimeout(() => void show(0, PAGE_LENGTH, () => []), delays.settle);
    },
    stop() {
      asked.abort();
      clearTimeout(settling);
      clearTimeout(polling);
    },
  };
}
