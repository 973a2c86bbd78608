import { render } from "hono/jsx/dom";
import { createApi } from "./api.ts";
import { createDesk } from "./desk.ts";
import { initialState, type DeskState } from "./desk-state.ts";
import { Editor } from "./editor.tsx";
import { addressOf, readAddress, type Cuts } from "./filters.ts";
import { createKeptKey } from "./kept-key.ts";
import { listenToKeys } from "./key-listener.ts";
import { saveFile } from "./save-file.ts";
import { openShelf } from "./shelves.ts";
import { createStore } from "./store.ts";

const SHORTCUTS = "kindred.shortcuts";

const root = document.getElementById("editor")!;
const { cuts, departments } = JSON.parse(root.dataset["setup"]!) as { readonly cuts: Cuts; readonly departments: readonly string[] };
const device = openShelf("localStorage");
const key = createKeptKey(openShelf("sessionStorage"), device);
const { filters, opened } = readAddress(location.hash, cuts);
const store = createStore<DeskState>(initialState(filters, { signedIn: key.get() !== "", shortcuts: device.getItem(SHORTCUTS) !== "off" }));
const desk = createDesk(store, createApi(key.get), { key, saveFile });

/** The address follows what is shown, so that it can be shared and survives a reload. */
function keepAddress(): void {
  const { filters: shown, matter, opening, signedIn } = store.get();
  // Of a pair alone the list is the place. Before somebody signs in, the address still says where to go.
  if (!signedIn) return;
  const address = addressOf(shown, cuts.threshold, opening ?? (matter?.canonical === undefined ? undefined : matter.id));
  if (address !== location.hash) history.replaceState(null, "", address === "" ? location.pathname : address);
}

let kept = store.get().shortcuts;
store.subscribe(() => {
  const { shortcuts } = store.get();
  if (shortcuts !== kept) device.setItem(SHORTCUTS, shortcuts ? "on" : "off");
  kept = shortcuts;
});
addEventListener("hashchange", () => {
  // The link that skips to the content leads to a place on the page, not to other filters.
  if (location.hash === "#content") keepAddress();
  else if (store.get().signedIn) {
    const asked = readAddress(location.hash, cuts);
    desk.change(asked.filters);
    if (asked.opened !== undefined && asked.opened !== store.get().matter?.id) void desk.open(asked.opened);
  }
});
addEventListener("beforeunload", (event) => {
  if (store.get().unsaved > 0) event.preventDefault();
});

render(<Editor store={store} desk={desk} cuts={cuts} departments={departments} />, root);
listenToKeys(store, desk);
await desk.begin(opened);
store.subscribe(keepAddress);
