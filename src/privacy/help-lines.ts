import { parsePhoneNumberFromString, type CountryCode, type NumberType, type PhoneNumber } from "libphonenumber-js/max";

/** Free of charge, or at one price from a whole country: nobody's own. */
const FOR_EVERYBODY: readonly NumberType[] = ["TOLL_FREE", "SHARED_COST"];
/** Of whoever is rung by many; told safely only where the country is known. */
const FOR_CUSTOMERS: readonly NumberType[] = ["PREMIUM_RATE", "UAN"];

/** Where a number that names no country may be free of charge. */
const COUNTRIES: readonly CountryCode[] = ["US", "GB", "TW", "AU", "IN", "NZ", "IE", "DE", "FR", "JP"];

const SAYS_HELP_LINE = new RegExp(
  [
    "\\b(?:hot|help|life|quit|care|advice|nurse) ?lines?\\b",
    "\\btoll[ -]?free\\b|\\bfree ?phone\\b",
    "\\b(?:crisis|suicide|emergency|poison|rescue)[ -](?:[a-z]+ )?(?:lines?|numbers?|centers?|centres?|services?|prevention|control)\\b",
    "\\b(?:samaritans|ambulance|police|telefonseelsorge|notruf|sos amiti)",
    "l[ií]nea (?:de (?:crisis|ayuda|emergencia)|nacional)",
    "專線|专线|熱線|热线|生命線|生命线|急救|救護車|救护车|いのちの電話|상담전화",
  ].join("|"),
  "iu",
);

/** @param number with its country. */
export function isPublicNumber(number: PhoneNumber): boolean {
  return [...FOR_EVERYBODY, ...FOR_CUSTOMERS].includes(number.getType());
}

/** Whether a number that names no country is one that anybody may ring for help. */
export function isTollFree(number: string): boolean {
  // With these they begin wherever they are asked for here; asking costs 10 µs a country.
  if (!/^\D*[018]/.test(number)) return false;
  const types = COUNTRIES.map((country) => parsePhoneNumberFromString(number, country)?.getType());
  // Ten digits that are some North American's own are taken for just that.
  if (types[0] !== undefined && !FOR_EVERYBODY.includes(types[0])) return false;
  return types.some((type) => FOR_EVERYBODY.includes(type));
}

/** Sentences end here, and so does what is said of another number. */
const BREAK = /[.!?]\s|[\n。！？]|(?:\d\D?){7}|\[phone\]/;

/** Whether what stands right before a number calls it a help line. */
export function saysHelpLine(before: string): boolean {
  return SAYS_HELP_LINE.test(before.split(BREAK).at(-1)!);
}
