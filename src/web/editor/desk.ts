import type { EditorApi, ExportFile } from "./api.ts";
import { focusOn, type DeskState } from "./desk-state.ts";
import { createJudging, type Judging } from "./judging.ts";
import type { KeptKey } from "./kept-key.ts";
import { createListing, type Delays, type Listing } from "./listing.ts";
import { createOpening, type Opening } from "./opening.ts";
import { createOutbox } from "./outbox.ts";
import type { Store } from "./store.ts";
import { createTroubles } from "./troubles.ts";
import { createWholeThreads } from "./whole-threads.ts";

/** All that an editor can do here. */
export interface Desk
  extends Pick<Listing, "load" | "more" | "change">,
    Pick<Opening, "open" | "turn">,
    Pick<Judging, "decide" | "decideAll" | "undo" | "keep" | "keepOther"> {
  /** Opens what the address named, and shows the list. */
  begin(opened?: string): Promise<void>;
  signIn(key: string, onDevice: boolean): Promise<void>;
  signOut(): void;
  step(backwards: boolean): void;
  /** Back to the list, to the entry that was open. */
  close(): void;
  /** Shows a pair of what is open. */
  pick(pair: { readonly left: string; readonly right: string }): void;
  /** Sends what could not be sent once more. */
  retry(): void;
  /** Forgets what could not be sent. */
  giveUp(): void;
  /** Hands a file over to be saved. */
  save(file: ExportFile): Promise<void>;
}

interface DeskOptions {
  readonly key: KeptKey;
  readonly saveFile: (file: ExportFile, content: Blob) => void;
  readonly delays?: Delays;
}

/** The editors' page without its looks: it shows what `store` holds, and does this. */
export function createDesk(store: Store<DeskState>, api: EditorApi, { key, saveFile, delays = { settle: 200, poll: 2_000 } }: DeskOptions): Desk {
  const troubles = createTroubles(store);
  const listing = createListing(store, api, troubles, delays);
  const opening = createOpening(store, api, listing, troubles, createWholeThreads(store, api));
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** What the address named, until it could be opened. */
  let named: string | undefined;
  const start = async () => {
    await listing.load();
    if (named === undefined || !store.get().signedIn) return;
    await opening.open(named);
    named = undefined;
  };

  const outbox = createOutbox(api.decide, {
    onChange: () => {
      store.set({ unsaved: outbox.size, saveTrouble: undefined });
      clearTimeout(resting);
      if (outbox.size === 0) resting = setTimeout(() => void Promise.all([opening.refresh(), listing.refresh()]), delays.settle);
    },
    onFailure: (error) => {
      const trouble = troubles.of(error);
      if (trouble !== undefined) store.set({ saveTrouble: trouble, ...focusOn("trouble", store.get()) });
    },
  });
  const judging = createJudging(store, outbox, opening);
  const sendAgain = async () => {
    if (outbox.size > 0 && (await outbox.resume())) await judging.goOn("Saved");
  };

  return {
    ...judging,
    load: listing.load,
    more: listing.more,
    change(change) {
      if (change.view !== undefined && change.view !== store.get().filters.view) opening.close();
      listing.change(change);
    },
    open: opening.open,
    turn: opening.turn,
    async begin(opened) {
      named = opened;
      if (store.get().signedIn) await start();
      else store.set(focusOn("signIn", store.get()));
    },
    async signIn(given, onDevice) {
      key.try(given);
      try {
        await api.progress(store.get().filters);
      } catch (error) {
        const trouble = troubles.of(error);
        if (trouble !== undefined) store.set({ complaint: trouble });
        return;
      }
      key.keep(onDevice);
      store.set({ signedIn: true, complaint: undefined, ...focusOn(store.get().matter === undefined ? "list" : "comparison", store.get()) });
      await Promise.all([start(), sendAgain()]);
    },
    signOut() {
      // Nothing is lost silently.
      if (store.get().unsaved > 0) return store.set(focusOn("trouble", store.get()));
      key.forget();
      listing.stop();
      opening.close();
      judging.forget();
      store.set({ signedIn: false, complaint: undefined, said: "Signed out.", list: { entries: [], total: 0, known: false, busy: false }, ...focusOn("signIn", store.get()) });
    },
    step: (backwards) => void opening.openNext({ backwards }),
    close() {
      if (store.get().matter === undefined && store.get().openTrouble === undefined) return;
      const id = store.get().matter?.id;
      opening.close();
      store.set({ lastOpened: id, ...focusOn("entry", store.get()) });
    },
    pick(pair) {
      const { matter } = store.get();
      if (matter !== undefined) opening.show(matter, pair);
    },
    retry() {
      store.set({ saveTrouble: undefined });
      void sendAgain();
    },
    giveUp: outbox.giveUp,
    async save(file) {
      store.set({ fileTrouble: undefined });
      try {
        saveFile(file, await api.file(file, store.get().filters));
      } catch (error) {
        store.set({ fileTrouble: troubles.of(error) });
      }
    },
  };
}
