/** Four decimals: what is beyond differs between processors. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
