/** The seconds of a Retry-After header, which holds seconds or a date (RFC 9110); undefined where it holds neither. */
export function secondsUntilRetry(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1_000);
}
