/** What was made lately, by name: of those who come back soon, and some more. */
export interface FewKept<Name, Made> {
  /** The same as before while it is kept; then, and the first time, it is made. */
  get(name: Name, make: () => Made): Made;
  clear(): void;
}

/** @param most the one that was asked for longest ago goes first */
export function createFewKept<Name, Made>(most: number): FewKept<Name, Made> {
  const kept = new Map<Name, Made>();
  return {
    get: (name, make) => {
      const made = kept.has(name) ? (kept.get(name) as Made) : make();
      kept.delete(name);
      kept.set(name, made);
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
      return made;
    },
    clear: () => kept.clear(),
  };
}
