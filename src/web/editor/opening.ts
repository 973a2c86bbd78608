import type { ClusterPair, WholeCluster } from "../../duplicates/answers.ts";
import { Refusal, type EditorApi } from "./api.ts";
import { focusOn, shownPair, type DeskState } from "./desk-state.ts";
import { become, isJudged, type Entry } from "./entries.ts";
import type { Listing } from "./listing.ts";
import { matterOfCluster, matterOfPair, nextOpen, samePair, type Matter } from "./matter.ts";
import type { Store } from "./store.ts";
import type { Troubles } from "./troubles.ts";

export interface Opening {
  /** Opens an entry, or the cluster of a thread; what is open stays until it is there. */
  open(id: string): Promise<void>;
  /** Opens the entry behind the open one, or before it; false where there is none. */
  openNext(options?: { readonly onlyOpen?: boolean; readonly backwards?: boolean }): Promise<boolean>;
  /** Shows a pair of a matter, and moves the focus there. */
  show(matter: Matter, pair: Pick<ClusterPair, "left" | "right">): void;
  /** Shows the next pair of what is open, or the one before. */
  turn(step: 1 | -1): void;
  /** Asks what the service makes of the open cluster since decisions were sent. */
  refresh(): Promise<void>;
  close(): void;
}

/** @param fetchThreads begins to fetch whole threads */
export function createOpening(store: Store<DeskState>, api: EditorApi, listing: Listing, troubles: Troubles, fetchThreads: (ids: readonly string[]) => void): Opening {
  let asked = new AbortController();
  /** The cluster that will probably be opened next. */
  let ahead: { readonly id: string; readonly minScore: number; readonly cluster: Promise<WholeCluster> } | undefined;

  function show(matter: Matter, pair: Pick<ClusterPair, "left" | "right">): void {
    // What was on its way, or asked about what was shown, has been overtaken.
    asked.abort();
    asked = new AbortController();
    store.set({ matter, pair, chosen: undefined, opening: undefined, openTrouble: undefined, ...focusOn("comparison", store.get()) });
    const following = nextOpen(matter, shownPair({ matter, pair }));
    fetchThreads([pair, ...(following === undefined ? [] : [following])].flatMap(({ left, right }) => [left, right]));
    if (following === undefined || nextOpen(matter, following) === following) lookAhead(matter.id);
  }

  function lookAhead(id: string): void {
    const next = entryBeside(store.get(), id, 1, (entry) => !isJudged(entry));
    if (next === undefined || next.pair !== undefined || ahead?.id === next.id) return;
    const { minScore } = store.get().filters;
    ahead = { id: next.id, minScore, cluster: api.cluster(next.id, minScore) };
    // Where it fails, opening it says so.
    ahead.cluster.then(({ threads: [first, second] }) => fetchThreads([first!.id, second!.id]), () => (ahead = undefined));
  }

  async function open(id: string): Promise<void> {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { list, filters } = store.get();
    const alone = list.entries.find((entry) => entry.id === id)?.pair;
    if (alone !== undefined) {
      const matter = matterOfPair(id, alone);
      show(matter, matter.pairs[0]!);
      return;
    }
    store.set({ opening: id, openTrouble: undefined });
    try {
      const isAhead = ahead?.id === id && ahead.minScore === filters.minScore;
      const cluster = await (isAhead ? ahead!.cluster : api.cluster(id, filters.minScore, signal));
      ahead = undefined;
      if (signal.aborted) return;
      const matter = matterOfCluster(id, cluster);
      show(matter, nextOpen(matter) ?? matter.pairs[0]!);
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubles.of(error);
      store.set({ opening: undefined, ...(trouble === undefined ? {} : { openTrouble: { id, ...trouble }, ...focusOn("trouble", store.get()) }) });
    }
  }

  return {
    open,
    show,
    async openNext({ onlyOpen = false, backwards = false } = {}) {
      const { matter } = store.get();
      const wanted = (entry: Entry) => !onlyOpen || !isJudged(entry);
      const find = () => entryBeside(store.get(), matter?.id, backwards ? -1 : 1, wanted);
      let next = find();
      const { list } = store.get();
      if (next === undefined && !backwards && list.entries.length < list.total) {
        await listing.more();
        // Somebody may have gone elsewhere meanwhile, or something brought a pair back.
        if (store.get().matter !== matter || store.get().saveTrouble !== undefined) return true;
        next = find();
      }
      // What was passed over comes last.
      if (next === undefined && onlyOpen) next = store.get().list.entries.find((entry) => wanted(entry) && entry.id !== matter?.id);
      if (next === undefined) return false;
      await open(next.id);
      return true;
    },
    turn(step) {
      const { matter } = store.get();
      const pair = shownPair(store.get());
      if (matter === undefined || pair === undefined) return;
      const next = matter.pairs[matter.pairs.indexOf(pair) + step];
      if (next !== undefined) show(matter, next);
    },
    async refresh() {
      const { matter, filters, opening } = store.get();
      if (matter === undefined || opening !== undefined || matter.canonical === undefined) return;
      const { signal } = asked;
      const cluster = await api.cluster(matter.id, filters.minScore, signal).catch((error: unknown) => {
        // What was decided may have dissolved the cluster; what is shown was true when it was judged.
        if (!signal.aborted && !(error instanceof Refusal && error.status === 404)) troubles.of(error);
      });
      const now = store.get();
      if (cluster === undefined || signal.aborted || now.unsaved > 0 || now.matter?.id !== matter.id || now.opening !== undefined) return;
      const fresh = matterOfCluster(matter.id, cluster);
      const isStill = now.pair !== undefined && fresh.pairs.some((pair) => samePair(pair, now.pair!));
      store.set({
        ...(isStill ? { matter: fresh } : {}),
        list: { ...now.list, entries: become(now.list.entries, fresh) },
      });
    },
    close() {
      asked.abort();
      asked = new AbortController();
      store.set({ matter: undefined, pair: undefined, chosen: undefined, opening: undefined, openTrouble: undefined });
    },
  };
}

/** The nearest entry behind another one, or before it, that is wanted; without another one the first. */
function entryBeside({ list: { entries } }: DeskState, id: string | undefined, step: 1 | -1, wanted: (entry: Entry) => boolean): Entry | undefined {
  const place = entries.findIndex((entry) => entry.id === id);
  if (step === -1) return entries.slice(0, Math.max(0, place)).findLast(wanted);
  return entries.slice(place + 1).find(wanted);
}
