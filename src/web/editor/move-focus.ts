import type { DeskState } from "./desk-state.ts";

const IDS: Readonly<Record<NonNullable<DeskState["focus"]>["place"], string>> = {
  signIn: "editor-key",
  list: "list-heading",
  entry: "entry-last",
  comparison: "pair-heading",
  trouble: "trouble",
  search: "filter-text",
};

/** Moves the focus, and what is read into sight: a new pair begins at its top. */
export function moveFocus(place: keyof typeof IDS): void {
  const element = document.getElementById(IDS[place]) ?? document.getElementById("list-heading");
  if (element === null) return;
  element.focus({ preventScroll: true });
  const { top } = element.getBoundingClientRect();
  if (place !== "comparison") element.scrollIntoView({ block: "nearest" });
  else if (top < 0 || top > innerHeight / 2) element.scrollIntoView({ block: "start" });
}
