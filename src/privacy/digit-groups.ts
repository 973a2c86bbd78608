/** A number as it is written: its digits in groups, and what stands between them. */
export interface DigitGroups {
  readonly digits: string;
  readonly groups: readonly string[];
  /** Between the groups; brackets and the spaces around them left out. */
  readonly separators: readonly string[];
}

/** Digits with at most a few signs between them; `least` and `most` are numbers of digits. */
export const digitsPattern = (least: number, most: number) =>
  `\\d(?:(?:[ ./-]|[ -]?\\(| - |\\)[ /-]?)?\\d){${least - 1},${most - 1}}`;

export function digitGroups(number: string): DigitGroups {
  const groups = number.match(/\d+/g) ?? [];
  const separators = [...number.matchAll(/(?<=\d)\D+(?=\d)/g)].map(([separator]) => (/[()]/.test(separator) ? "" : separator));
  return { digits: groups.join(""), groups, separators };
}

/** The beginnings of a number that end with a group of digits, longest first. */
export function beginningsOf(number: string): string[] {
  return [...number.matchAll(/\d(?!\d)/g)].map(({ index }) => number.slice(0, index + 1)).toReversed();
}
