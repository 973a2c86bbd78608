import { JOINED_TO_NEXT, MASKED, NUMBER_ENDS, WEB_ADDRESS } from "./boundaries.ts";
import { beginningsOf, digitGroups, digitsPattern } from "./digit-groups.ts";
import { isTollFree, saysHelpLine } from "./help-lines.ts";
import { maskEach, type Found } from "./mask-each.ts";
import { PHONE } from "./masks.ts";

/** Words after which digits are a phone number. */
const LATIN_WORDS = [
  "tel", "tty", "tele?phone(?: number)?", "phone", "ph", "mobile(?! (?:apps?|phase|device|unit|version))", "mob", "cell ?phone", "cell(?= ?(?:no|number|#|:))", "fax", "whats ?app", "viber", "sms",
  "call(?:ing)?", "dial(?:ing)?", "(?:text|ring|reach|contact) (?:me|us|him|her|them)", "reached at", "contact (?:no\\.?|number)", "(?:my|his|her|our|your) (?:no\\.?|number|cell)",
  "telefon(?:nummer|num[aá]rio|o|e)?", "tel[ée]fono", "t[ée]l[ée]phone", "handy(?:nummer)?", "mobil(?:nummer)?", "rufnummer", "portable(?! (?:device|oxygen|unit|monitor|machine))", "appelez", "appeler",
  "celular", "m[óo]vil", "ll[aá]m(?:a|e|ar|ame|eme|arme)", "contactar(?:me)?", "ligue", "cellulare", "chiama(?:mi|re)?", "numer telefonu",
];
const OTHER_WORDS = ["電話", "电话", "手機", "手机", "聯絡", "联系", "致電", "來電", "携帯", "전화", "휴대폰", "연락처", "โทร", "тел", "телефон", "هاتف", "جوال", "موبايل", "تلفن", "موبایل", "همراه", "شماره (?:من|تماس)", "फोन", "मोबाइल"];
const INTRODUCTION = `(?<!${MASKED})(?:(?<![\\p{L}\\p{N}])(?:${LATIN_WORDS.join("|")})(?![\\p{L}\\p{N}])|${OTHER_WORDS.join("|")})`;
/** Between the word and the number: a few words of the same sentence, no other number, no price. */
const BETWEEN = `(?:[.](?= ?[:(+\\d])|[^\\d.!?;\\n\\[\\]$£€¥<>=${JOINED_TO_NEXT}]){0,40}?`;

const NUMBER = `[+(]{0,2}${digitsPattern(7, 16)}`;
const ITEM = `(?:${NUMBER}|\\[phone\\])`;
const JOIN = " ?(?:,|;|/|&|\\bor\\b|\\band\\b|\\boder\\b|\\bou\\b|\\by\\b|或|、) ?(?:(?:fax|tel|phone|mobile|whatsapp)\\b[.:]{0,2} ?)?";
const INTRODUCED = new RegExp(`${WEB_ADDRESS}|(?<introduction>${INTRODUCTION}${BETWEEN})(?<number>${ITEM}(?:${JOIN}${ITEM}){0,9})`, "giu");
/** "0912345678 (WhatsApp)", "5551234 is my number". */
const FOLLOWED = new RegExp(
  `${WEB_ADDRESS}|(?<!(?:\\d|${MASKED})[ .,:/()-]{0,2}|[\\p{L}\\p{M}\\p{N}$£€¥${JOINED_TO_NEXT}-])(?<number>${NUMBER})(?= ?\\(? ?(?:whats ?app|mobile|cell ?phone|is my (?:phone |mobile |cell )?number)\\b)`,
  "giu",
);
const ONE_NUMBER = new RegExp(NUMBER, "gu");
const ENDS = new RegExp(`^${NUMBER_ENDS}`, "u");

/** Between "call" and a number: that it is none to be called. */
const SAYS_AMOUNT = /\b(?:if|when|whether|under|over|above|below|than|last(?:s|ed)|counts?|within|until|before|after|every|costs?)\b/i;
/** What makes a number one of something. */
const UNIT = /^ ?(?:[mkµμn]?c?g\b|[mdµμ]?l\b|i?u\b|iu\/|units?\b|cells?\b|copies\b|platelets?\b|%|[mµμn]?mol\b|ms\b|min\b|people\b|patients?\b|times\b|years?\b|days?\b|dollars?\b|usd\b|x ?10|\/)/i;

/** Phone numbers that the words beside them tell; help lines and what is free of charge stay. */
export function maskIntroducedPhones(text: string): string {
  const introduced = maskEach(text, INTRODUCED, (found) => (SAYS_AMOUNT.test(found.named["introduction"]!) ? undefined : maskNumbers(found)));
  return maskEach(introduced, FOLLOWED, maskNumbers);
}

/** Masks the number that was found, or each of several that are joined; where all are free of charge, they are done with. */
function maskNumbers({ named, written, before, after }: Found): string | undefined {
  if (saysHelpLine(before)) return undefined;
  const numbers = named["number"]!;
  let masked = "";
  let end = 0;
  let isKnown = false;
  for (const { 0: number, index } of numbers.matchAll(ONE_NUMBER)) {
    const beginnings = beginningsThatEnd(number, numbers.slice(index + number.length) + after);
    const phone = beginnings.find(isPhoneShaped);
    if (phone === undefined) continue;
    isKnown = true;
    // Groups of a help line are of any length: "0800 111 0 111" is one, though it begins like "0800 111".
    if (beginnings.some((longer) => longer.length >= phone.length && isTollFree(longer))) continue;
    masked += written.slice(end, index) + PHONE;
    end = index + phone.length;
  }
  return isKnown ? masked + written.slice(end) : undefined;
}

/** The beginnings of `number` that can be a number of their own, longest first. */
function beginningsThatEnd(number: string, after: string): string[] {
  return beginningsOf(number).filter((beginning) => {
    const following = number.slice(beginning.length) + after;
    return ENDS.test(following) && !UNIT.test(following);
  });
}

/** @param number digits that a word calls a phone number; dates, years, ranges and decimals stand behind such words as well. */
function isPhoneShaped(number: string): boolean {
  const { digits, groups, separators } = digitGroups(number);
  if (digits.length < 7 || digits.length > 15) return false;
  const lengths = groups.map((group) => group.length);
  const first = lengths[0]!;
  const later = lengths.slice(1);
  const isDate = lengths.length === 3 && /^(?:4,[12],[12]|[12],[12],[24])$/.test(String(lengths));
  const isYears = String(lengths) === "4,4" && groups.every((year) => /^(?:1[89]|20)/.test(year));
  const isRange = lengths.length === 2 && first === later[0] && first >= 6;
  const isThousands = first <= 2 && later.length > 0 && later.every((length) => length === 3) && !digits.startsWith("0");
  const hasDots = separators.includes(".");
  const isDecimal = hasDots && (lengths.length < 3 || (lengths.length === 4 && Math.max(...lengths) <= 3));
  // Numbers on their own behind it: "555-0123 10 pills".
  const isMixed = new Set(separators.slice(1).filter(Boolean)).size > 1 || (later.some((length) => length < 3) && !later.every((length) => length === 2));
  const isRound = /0{5}$/.test(digits);
  return !(isDate || isRound || isYears || isRange || isThousands || isDecimal || isMixed);
}
