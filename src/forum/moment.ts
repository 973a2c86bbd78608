/** 2017-04-22 or 2017/04/22, then perhaps a time, then perhaps its zone. `Date.parse` alone reads "visit 5" as a day in May. */
const MOMENT = /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?:Z|([+-]\d{2}):?(\d{2}))?)?$/i;

/**
 * When something was asked or answered, of what a forum calls it, in milliseconds since 1970.
 * @returns NaN for what is no date. One without a zone is taken as UTC, so that it is the same moment on every machine.
 */
export function momentOf(text: string): number {
  const parts = MOMENT.exec(text.trim());
  if (parts === null) return NaN;
  const [, year, , month, day, time = "00:00", hours = "+00", minutes = "00"] = parts;
  return Date.parse(`${year}-${month}-${day}T${time}${hours}:${minutes}`);
}
