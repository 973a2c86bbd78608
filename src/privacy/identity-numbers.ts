import validator from "validator";
import { NUMBER_BEGINS, NUMBER_ENDS, WEB_ADDRESS } from "./boundaries.ts";
import { maskEach } from "./mask-each.ts";
import { ID } from "./masks.ts";

interface Form {
  readonly form: string;
  /** Whether its check digit is right. Forms without one are told by their form alone. */
  readonly holds?: (number: string) => boolean;
}

const bare = (number: string) => number.replaceAll(/[^A-Za-z\d]/g, "");

const DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";

/** Numbers of people that no other number looks like, by their form and their check digits. */
const FORMS: Readonly<Record<string, Form>> = {
  unitedStates: { form: "(?!000|666|9)\\d{3}-(?!00)\\d\\d-(?!0000)\\d{4}" },
  taiwan: { form: "[A-Z][1289]\\d{8}", holds: (number) => validator.isIdentityCard(number, "zh-TW") },
  china: { form: "\\d{17}[\\dXx]", holds: (number) => validator.isIdentityCard(number.toUpperCase(), "zh-CN") },
  hongKong: { form: "[A-Z]{1,2}\\d{6}\\([\\dA]\\)", holds: (number) => validator.isIdentityCard(number, "zh-HK") },
  korea: { form: `\\d\\d${DAY}-[1-8]\\d{6}` },
  thailand: { form: "[1-8]-\\d{4}-\\d{5}-\\d\\d-\\d", holds: (number) => validator.isIdentityCard(bare(number), "TH") },
  spain: { form: "(?:\\d{8}|[XYZ]-?\\d{7})-?[A-Z]", holds: (number) => validator.isIdentityCard(bare(number), "ES") },
  finland: { form: "\\d{6}[A+-]\\d{3}[\\dA-Y]", holds: (number) => validator.isIdentityCard(number, "FI") },
  italy: { form: "[A-Z]{6}\\d\\d[A-EHLMPR-T]\\d\\d[A-Z]\\d{3}[A-Z]", holds: (number) => validator.isTaxID(number, "it-IT") },
  nordic: {
    form: "(?:19|20)?\\d\\d(?:0[1-9]|1[0-2])\\d\\d-\\d{4}|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d\\d-\\d{4}",
    holds: (number) => validator.isTaxID(number, "sv-SE") || validator.isTaxID(number, "dk-DK"),
  },
  brazil: { form: "\\d{3}\\.\\d{3}\\.\\d{3}-\\d\\d", holds: (number) => validator.isTaxID(bare(number), "pt-BR") },
  belgium: { form: "\\d\\d\\.\\d\\d\\.\\d\\d-\\d{3}\\.\\d\\d", holds: (number) => validator.isTaxID(bare(number), "fr-BE") },
  britain: { form: "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\\d\\d){3} ?[A-D]" },
  mexico: { form: `[A-Z]{4}\\d\\d${DAY}[HM][A-Z]{5}[A-Z\\d]\\d` },
  card: { form: "\\d{4}(?<by>[ -])\\d{4}\\k<by>\\d{4}\\k<by>\\d{4}|3[47]\\d\\d[ -]?\\d{6}[ -]?\\d{5}|\\d{16}", holds: (number) => validator.isCreditCard(bare(number)) },
  account: { form: "[A-Z]{2}\\d\\d(?: ?[A-Z\\d]{4}){2,7}(?: ?[A-Z\\d]{1,3})?", holds: (number) => validator.isIBAN(bare(number)) },
};
const PATTERN = new RegExp(
  `${WEB_ADDRESS}|${NUMBER_BEGINS}(?:${Object.entries(FORMS)
    .map(([name, { form }]) => `(?<${name}>${form})`)
    .join("|")})${NUMBER_ENDS}`,
  "gu",
);

/** Numbers of identity cards, social security, credit cards and accounts that their form and check digits tell. */
export function maskIdentityNumbers(text: string): string {
  return maskEach(text, PATTERN, ({ text: found, named }) => {
    const form = Object.entries(FORMS).find(([name]) => named[name] !== undefined)?.[1];
    return form === undefined || form.holds?.(found) === false ? undefined : ID;
  });
}
