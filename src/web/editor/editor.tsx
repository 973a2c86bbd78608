import { useLayoutEffect, useSyncExternalStore } from "hono/jsx/dom";
import { Comparison } from "./comparison.tsx";
import type { Desk } from "./desk.ts";
import { shownPair, type DeskState } from "./desk-state.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { Cuts } from "./filters.ts";
import { HelpPanel } from "./help-panel.tsx";
import { ListPane } from "./list-pane.tsx";
import { moveFocus } from "./move-focus.ts";
import { ProgressView } from "./progress-view.tsx";
import { SignIn } from "./sign-in.tsx";
import type { Store } from "./store.ts";
import { Toolbar } from "./toolbar.tsx";
import { TroublesView } from "./troubles-view.tsx";

interface EditorProps {
  readonly store: Store<DeskState>;
  readonly desk: Desk;
  readonly cuts: Cuts;
  readonly departments: readonly string[];
}

const Welcome = ({ shortcuts }: { readonly shortcuts: boolean }) => (
  <p class="welcome quiet">
    {shortcuts ? (
      <>
        Choose from the list, or press <kbd>N</kbd> for the next one and <kbd>?</kbd> for all keys.
      </>
    ) : (
      "Choose from the list."
    )}
  </p>
);

const DeskView = ({ state, desk, cuts, departments, onHelp }: Omit<EditorProps, "store"> & { readonly state: DeskState; readonly onHelp: () => void }) => {
  const { matter } = state;
  const pair = shownPair(state);
  const isOpen = matter !== undefined || state.openTrouble !== undefined;
  return (
    <div class={isOpen ? "desk open" : "desk"}>
      <div class="desk-head">
        <h1>Duplicates</h1>
        <ProgressView progress={state.progress} />
        <Toolbar desk={desk} trouble={state.fileTrouble} onHelp={onHelp} />
      </div>
      <div class="desk-list">
        <FilterBar filters={state.filters} cuts={cuts} departments={departments} change={desk.change} />
        <ListPane state={state} desk={desk} threshold={cuts.threshold} />
      </div>
      <div class="desk-work">
        <TroublesView state={state} desk={desk} />
        {matter === undefined || pair === undefined ? (
          <Welcome shortcuts={state.shortcuts} />
        ) : (
          <Comparison matter={matter} pair={pair} state={state} desk={desk} />
        )}
      </div>
    </div>
  );
};

/** The whole page below the site's header. */
export const Editor = ({ store, desk, cuts, departments }: EditorProps) => {
  const state = useSyncExternalStore(store.subscribe, store.get);
  useLayoutEffect(() => {
    if (state.focus !== undefined) moveFocus(state.focus.place);
  }, [state.focus?.turn]);
  return (
    <>
      <p class="visually-hidden" role="status">
        {state.said}
      </p>
      {state.signedIn ? (
        <DeskView state={state} desk={desk} cuts={cuts} departments={departments} onHelp={() => store.set({ help: true })} />
      ) : (
        <>
          <h1>Duplicates</h1>
          <SignIn state={state} desk={desk} />
        </>
      )}
      <HelpPanel open={state.help} shortcuts={state.shortcuts} onClose={() => store.set({ help: false })} onShortcuts={(shortcuts) => store.set({ shortcuts })} />
    </>
  );
};
