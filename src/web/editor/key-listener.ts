import type { Desk } from "./desk.ts";
import { focusOn, type DeskState } from "./desk-state.ts";
import { actionOf, type Action } from "./shortcuts.ts";
import type { Store } from "./store.ts";

/** What letters are typed into, or choose something in. */
const FIELDS = "input:not([type=checkbox]), select, textarea, [contenteditable]";

/** Keys that do what buttons do, wherever the focus is but in fields. */
export function listenToKeys(store: Store<DeskState>, desk: Desk): void {
  const does: Readonly<Record<Action, () => void>> = {
    duplicate: () => desk.decide("duplicate"),
    related: () => desk.decide("related"),
    unrelated: () => desk.decide("unrelated"),
    skipped: () => desk.decide("skipped"),
    allDuplicate: () => desk.decideAll("duplicate"),
    allUnrelated: () => desk.decideAll("unrelated"),
    undo: desk.undo,
    keep: desk.keepOther,
    nextCluster: () => desk.step(false),
    previousCluster: () => desk.step(true),
    nextPair: () => desk.turn(1),
    previousPair: () => desk.turn(-1),
    list: desk.close,
    search: () => store.set(focusOn("search", store.get())),
    help: () => store.set({ help: true }),
  };
  document.addEventListener("keydown", (event) => {
    const { signedIn, shortcuts, help } = store.get();
    const isInField = event.target instanceof Element && event.target.closest(FIELDS) !== null;
    if (!signedIn || help || isInField || event.defaultPrevented) return;
    const action = actionOf(event);
    // Escape is no letter: nobody says it or types it by accident.
    if (action === undefined || (!shortcuts && action !== "list")) return;
    event.preventDefault();
    does[action]();
  });
}
