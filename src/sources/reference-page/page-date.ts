/** "2017/04/22" as the ISO date "2017-04-22"; undefined for what is no day of the calendar. */
export function parsePageDate(text: string): string | undefined {
  const match = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text.trim());
  if (match === null) return undefined;
  const [year = "", month = "", day = ""] = match.slice(1);
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  // The 31st of April would roll over into May, and so read differently.
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.valueOf()) && parsed.toISOString().startsWith(date) ? date : undefined;
}
