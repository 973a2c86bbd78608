import type { Shelf } from "./kept-key.ts";

/** A browser's storage, or memory where the browser keeps nothing for this site. */
export function openShelf(kind: "localStorage" | "sessionStorage"): Shelf {
  try {
    const shelf = window[kind];
    shelf.getItem("");
    return shelf;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    };
  }
}
