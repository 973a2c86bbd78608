import { KindredError } from "../src/forum/errors.ts";

/** The value of an option. @throws KindredError `invalid_request` unless it is a whole number from `least` to `most` */
export function wholeNumber(option: string, text: string, [least, most]: readonly [least: number, most: number]): number {
  const value = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new KindredError("invalid_request", `${option} takes a whole number, not "${text}".`, `Give one from ${least} to ${most}.`);
}
