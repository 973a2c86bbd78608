const NAME = "kindred.editorKey";

/** The part of a browser's storage that is used. */
export interface Shelf {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** An editor's key: for this tab, or for this device. */
export interface KeptKey {
  /** The key in use; empty for none. */
  get(): string;
  /** Uses a key that is not known to be one. */
  try(key: string): void;
  /** Keeps the key in use. */
  keep(onDevice: boolean): void;
  forget(): void;
}

/** @param tab what is kept until the tab is closed @param device what is kept until somebody signs out */
export function createKeptKey(tab: Shelf, device: Shelf): KeptKey {
  let key = tab.getItem(NAME) ?? device.getItem(NAME) ?? "";
  const forget = () => {
    for (const shelf of [tab, device]) shelf.removeItem(NAME);
  };
  return {
    get: () => key,
    try(given) {
      key = given.trim();
    },
    keep(onDevice) {
      forget();
      (onDevice ? device : tab).setItem(NAME, key);
    },
    forget() {
      key = "";
      forget();
    },
  };
}
