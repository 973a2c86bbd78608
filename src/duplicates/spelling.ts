/** Shorter words have too many others one letter away: "ileum" and "ilium", "hot" and "hit". */
const SHORTEST = 4;

/**
 * Whether two words could be one, misspelt: one letter too many, too few, another or two neighbours exchanged (Damerau
 * 1964: four of five misspellings). Words with a digit are codes, of which each is another.
 */
export function differByOneLetter(left: string, right: string): boolean {
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  if (shorter.length < SHORTEST || longer.length - shorter.length > 1 || shorter === longer) return false;
  if (/\p{N}/u.test(shorter) || /\p{N}/u.test(longer)) return false;
  let first = 0;
  while (first < shorter.length && shorter[first] === longer[first]) first += 1;
  const rest = (word: string, from: number) => word.slice(from);
  if (longer.length > shorter.length) return rest(longer, first + 1) === rest(shorter, first);
  if (rest(longer, first + 1) === rest(shorter, first + 1)) return true;
  return longer[first] === shorter[first + 1] && longer[first + 1] === shorter[first] && rest(longer, first + 2) === rest(shorter, first + 2);
}
