import { parsePhoneNumberFromString, type CountryCode, type NumberType, type PhoneNumber } from "libphonenumber-js/max";

/** Free of charge, or at one price from a whole country: nobody's own. */
const FOR_EVERYBODY: readonly NumberType[] = ["TOLL_FREE", "SHARED_COST"];
/** Of whoever is rung by many; told safely only where the country is known. */
const FOR_CUSTOMERS: readonly NumberType[] = ["PREMIUM_RATE", "UAN"];

/** Where a number that names no country may be free of charge, beside North America. */
const OTHER_COUNTRIES: readonly CountryCode[] = ["GB", "TW", "AU", "IN", "NZ", "IE", "DE", "FR", "JP"];

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

/** As Britons write numbers of charities and offices, which are nobody's own; elsewhere such digits are a mobile's, grouped otherwise. */
const BRITISH_OFFICE = /^03\d\d \d{3} \d{4}$/;

/** With these they begin in all these countries, as asking for all beginnings showed; asking costs 10 µs a country. */
const BEGINS_FREE = /^(?:0(?:0[03678]|1[238]|50|8)|1(?:18|20|3|8)|8[0-8])/;

/** Whether a number that names no country is one that anybody may ring for help. */
export function isTollFree(number: string): boolean {
  if (BRITISH_OFFICE.test(number)) return true;
  if (!BEGINS_FREE.test(number.replaceAll(/\D/g, ""))) return false;
  const typeIn = (country: CountryCode) => parsePhoneNumberFromString(number, country)?.getType();
  const american = typeIn("US");
  // Ten digits that are some North American's own are taken for just that.
  if (american !== undefined) return FOR_EVERYBODY.includes(american);
  return OTHER_COUNTRIES.some((country) => FOR_EVERYBODY.includes(typeIn(country)));
}

/** Sentences end here, and so does what is said of another number. */
const BREAK = /[.!?]\s|[\n。！？]|(?:\d\D?){7}|\[phone\]/;

/** Whether what stands right before a number calls it a help line. */
export function saysHelpLine(before: string): boolean {
  return SAYS_HELP_LINE.test(before.split(BREAK).at(-1)!);
}
