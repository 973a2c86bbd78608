import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { CHARACTER_ENDS, JOINED_TO_NEXT, MASKED, NUMBER_BEGINS, NUMBER_ENDS, WEB_ADDRESS } from "./boundaries.ts";
import { beginningsOf, digitsPattern } from "./digit-groups.ts";
import { isPublicNumber, saysHelpLine } from "./help-lines.ts";
import { maskEach, type Found } from "./mask-each.ts";
import { PHONE } from "./masks.ts";

/** With its country's code. The longest has 15 digits (ITU-T E.164), and a zero in brackets that nobody dials. */
const INTERNATIONAL = new RegExp(`${WEB_ADDRESS}|(?<![\\d${JOINED_TO_NEXT}]|${MASKED})\\(?\\+\\(?${digitsPattern(8, 16)}${CHARACTER_ENDS}`, "gu");

/** Dialled with 00 in place of the plus sign. */
const DIALLED = new RegExp(`${WEB_ADDRESS}|${NUMBER_BEGINS}00[1-9]\\d{0,3}(?:[ -]?\\d){6,13}${NUMBER_ENDS}`, "gu");

/** A link that opens a chat with the number in it. */
const CHAT_LINK = new RegExp(`(?<=\\bwa\\.me/|[?&]phone=)\\+?\\d{8,15}(?!\\d)${CHARACTER_ENDS}`, "gu");

/** Numbers of one country that are told by how they are grouped. Of the others, `maskIntroducedPhones` knows by the words before them. */
const NATIONAL_FORMS = {
  northAmerica: "(?:1[ .-]?)?(?:\\([2-9]\\d\\d\\)[ -]?|[2-9]\\d\\d(?<separator>[.-]))[2-9]\\d\\d(?:\\k<separator>|[ .-])\\d{4}",
  taiwan: "09\\d{8}|09\\d\\d(?:-\\d{3}-\\d{3}| \\d{3} \\d{3}|[ -]\\d{6})|(?:0[2-8]-|\\(0[2-8]\\) ?)\\d{3,4}-\\d{4}",
  china: "1[3-9]\\d(?:-\\d{4}-\\d{4}| \\d{4} \\d{4})",
  japanAndKorea: "0[1789]0-\\d{4}-\\d{4}",
  britain: "07[1-57-9]\\d{8}|0[17]\\d{3} (?:\\d{6}|\\d{3} \\d{3})|02\\d \\d{4} \\d{4}|01\\d1 \\d{3} \\d{4}",
  france: "0[67](?:(?: \\d\\d){4}|(?:\\.\\d\\d){4}|(?:-\\d\\d){4})",
  germany: "01[567]\\d[ /-]\\d{7,8}",
  australia: "04\\d\\d \\d{3} \\d{3}",
};
const NATIONAL = new RegExp(
  `${WEB_ADDRESS}|${NUMBER_BEGINS}(?:${Object.entries(NATIONAL_FORMS)
    .map(([place, form]) => `(?<${place}>${form})`)
    .join("|")})${NUMBER_ENDS}`,
  "gu",
);

/** Books, papers, drugs and batches have numbers of such forms, too. */
const SAYS_OTHER_NUMBER = /\b(?:isbn|issn|doi|pmid|pmcid|ndc|cas|nct|ean|upc|sku|lot|batch|serial|ref|reference|model|grant|order|tracking)\b\W{0,3}(?:no\.?|number|id|code)?\W{0,3}$/iu;

/** Phone numbers that can be told without a word beside them; help lines and what is free of charge stay. */
export function maskPhoneNumbers(text: string): string {
  const linked = /wa\.me\/|[?&]phone=/.test(text) ? maskEach(text, CHAT_LINK, () => PHONE) : text;
  const international = /[+\uFF0B]/.test(linked) ? maskEach(linked, INTERNATIONAL, maskInternational) : linked;
  return maskEach(maskDialledNumbers(international), NATIONAL, ({ text: found, named, before }) => {
    const isPhone = named["northAmerica"] === undefined || isNorthAmerican(found);
    return isPhone && !SAYS_OTHER_NUMBER.test(before) && !saysHelpLine(before) ? PHONE : undefined;
  });
}

function maskInternational({ text: found, written, before }: Found): string | undefined {
  if (saysHelpLine(before)) return undefined;
  // "(+886 …)" in brackets as a whole leaves them; "(+886) …" does not.
  const bracket = found.startsWith("(") && !/^\(\+?\(?\d+\)/.test(found) ? "(" : "";
  for (const number of beginningsOf(found.slice(bracket.length))) {
    const parsed = parsePhoneNumberFromString(number);
    if (parsed?.isPossible() === true) return isPublicNumber(parsed) ? undefined : bracket + PHONE + written.slice(bracket.length + number.length);
  }
  return undefined;
}

function maskDialledNumbers(text: string): string {
  let masked = text;
  // Again, because the end of what was found may be the beginning of the next number.
  for (let before = ""; before !== masked; ) {
    before = masked;
    masked = maskEach(before, DIALLED, maskDialled);
  }
  return masked;
}

/** Only a number that its country gives out: without the sign, it could be one of anything. */
function maskDialled({ text: found, written, before }: Found): string | undefined {
  if (saysHelpLine(before) || SAYS_OTHER_NUMBER.test(before)) return undefined;
  for (const number of beginningsOf(found).filter((beginning) => found[beginning.length] !== "-")) {
    const parsed = parsePhoneNumberFromString(`+${number.slice(2)}`);
    if (parsed?.isValid() === true) return isPublicNumber(parsed) ? undefined : PHONE + written.slice(number.length);
  }
  return undefined;
}

function isNorthAmerican(number: string): boolean {
  const parsed = parsePhoneNumberFromString(number, "US");
  return parsed?.isValid() === true && !isPublicNumber(parsed);
}
