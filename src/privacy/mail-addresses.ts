import { CHARACTER_ENDS, JOINED_TO_NEXT, LETTER, MASKED, WORD } from "./boundaries.ts";
import { maskEach } from "./mask-each.ts";
import { MAIL } from "./masks.ts";

const NAME = `(?<!${LETTER}|${MASKED}|[._%+${JOINED_TO_NEXT}-])(?!\\p{M})(?:${WORD}|[._%+${JOINED_TO_NEXT}-]){1,64}`;
const LABEL = `(?:${WORD}|-){1,63}`;
const ENDS = `(?!${WORD}|-)${CHARACTER_ENDS}`;
const TOP_LEVEL = `(?:xn--[a-z0-9-]{2,59}|(?!\\p{N}|\\p{M})(?:(?!\\p{N})${WORD}){2,24})${ENDS}`;
/** "image@2x.png" is a file. */
const PICTURE = "(?:png|jpe?g|gif|webp|svg)\\b";
const DOMAIN = `(?:${LABEL}\\.){1,8}(?!${PICTURE})${TOP_LEVEL}`;

/** Those that people spell out, so that no machine reads them. */
const PROVIDER = "(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|protonmail|proton|aol|gmx|rediffmail|qq|163|126|yandex|mail)";
const SPELLED_AT = " ?[[({<] ?at ?[\\])}>] ?";
const DOT = "(?: ?[[({<] ?dot ?[\\])}>] ?| dot | ?\\. ?)";
const COMMON_END = "(?:com|org|net|edu|gov|info|de|fr|it|es|in|tw|co\\.uk|ac\\.uk)";
/** "look at example dot org" speaks of a page. */
const NO_NAME = "(?!(?:me|us|it|him|her|them|look|looking|is|are|was|up|here|out|online|page|site|website|or|and)\\b)";
const SPELLED_OUT = [
  `${SPELLED_AT}(?:${LABEL}${DOT}){1,3}${COMMON_END}${ENDS}`,
  ` at (?:${LABEL} dot ){1,3}${COMMON_END}${ENDS}`,
  ` ?(?:@| at ) ?${PROVIDER}${DOT}${COMMON_END}${ENDS}`,
];

const WRITTEN = new RegExp(`(?:mailto:)?${NAME}@${DOMAIN}`, "giu");
const SPELLED = new RegExp(`${NO_NAME}${NAME}(?:${SPELLED_OUT.join("|")})`, "giu");
const MAY_BE_SPELLED = /[[({<] ?at ?[\])}>]| dot |(?:@| at ) ?(?:gmail|yahoo|hotmail|outlook|icloud|proton|[a-z]+mail|live|aol|gmx|qq|163|126|yandex)/i;

export function maskMailAddresses(text: string): string {
  const masked = /[@\uFF20]/.test(text) ? maskEach(text, WRITTEN, () => MAIL) : text;
  return MAY_BE_SPELLED.test(masked) ? maskEach(masked, SPELLED, () => MAIL) : masked;
}
