/** What a key does. */
export type Action =
  | "duplicate" | "related" | "unrelated" | "skipped"
  | "allDuplicate" | "allUnrelated"
  | "undo" | "keep"
  | "nextCluster" | "previousCluster" | "nextPair" | "previousPair"
  | "list" | "search" | "help";

interface Shortcut {
  readonly action: Action;
  /** As a keyboard event names it. */
  readonly key: string;
  readonly shift?: true;
  /** As people are shown it. */
  readonly shown: string;
  readonly does: string;
}

/** In the order in which help tells them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: "duplicate", key: "d", shown: "D", does: "They are duplicates" },
  { action: "related", key: "r", shown: "R", does: "They are related, but not the same" },
  { action: "unrelated", key: "u", shown: "U", does: "They are not related" },
  { action: "skipped", key: "s", shown: "S", does: "Skip this pair" },
  { action: "undo", key: "z", shown: "Z", does: "Undo the last decision; again, the one before it" },
  { action: "keep", key: "k", shown: "K", does: "Keep the other thread as the canonical one" },
  { action: "allDuplicate", key: "d", shift: true, shown: "Shift + D", does: "All pairs left in the cluster are duplicates" },
  { action: "allUnrelated", key: "u", shift: true, shown: "Shift + U", does: "None of the pairs left in the cluster are related" },
  { action: "nextCluster", key: "n", shown: "N", does: "Next cluster" },
  { action: "previousCluster", key: "p", shown: "P", does: "Previous cluster" },
  { action: "nextPair", key: "ArrowRight", shown: "→", does: "Next pair of the cluster" },
  { action: "previousPair", key: "ArrowLeft", shown: "←", does: "Previous pair of the cluster" },
  { action: "list", key: "Escape", shown: "Escape", does: "Back to the list" },
  { action: "search", key: "/", shown: "/", does: "Search" },
  { action: "help", key: "?", shown: "?", does: "Show these keys" },
];

/** The part of a keyboard event that is looked at. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
}

/** What a key that was pressed outside of any field asks for. A key that is held down decides once. */
export function actionOf(pressed: Pressed): Action | undefined {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat || pressed.isComposing) return undefined;
  const key = keyOf(pressed);
  // A sign needs Shift on some keyboards and not on others; a letter with it is another key.
  const isLetter = /^[a-z]$/.test(key);
  return SHORTCUTS.find((shortcut) => shortcut.key === key && (!isLetter || (shortcut.shift === true) === pressed.shiftKey))?.action;
}

/** Caps Lock aside; on a keyboard without Latin letters by where the key stands. */
function keyOf({ key, code }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

/** What stands on the button that does the same. */
export const shownKey = (action: Action): string => SHORTCUTS.find((shortcut) => shortcut.action === action)!.shown;

/** For `aria-keyshortcuts`. */
export function ariaKey(action: Action): string {
  const { key, shift } = SHORTCUTS.find((shortcut) => shortcut.action === action)!;
  return shift === true ? `Shift+${key.toUpperCase()}` : key.length === 1 ? key.toUpperCase() : key;
}
