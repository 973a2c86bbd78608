import { MASKED, NUMBER_ENDS, WEB_ADDRESS } from "./boundaries.ts";
import { maskEach } from "./mask-each.ts";
import { ID } from "./masks.ts";

const NUMBER_WORD = "(?:ids?|no\\.?|nos\\.|nr\\.?|num(?:ber)?\\.?|#|code|identifier)";
/** Things that have a number of a person, if the word "number" follows. */
const NUMBERED = [
  "passport", "national(?: id(?:entity)?)?(?: card)?", "identity(?: card)?", "id card", "driv(?:er'?s?|ing) licen[cs]e", "health(?: insurance| card)?", "medicare", "medicaid",
  "insurance(?: policy| member| card)?", "policy", "member(?:ship)?", "subscriber", "social security", "social insurance", "national insurance", "bank account", "account",
  "(?:electronic )?(?:medical|health|patient) records?", "hospital", "chart", "case file", "patient(?:'s)?", "nhs", "tax", "residence permit", "visa",
];
/** Names of such numbers. */
const NAMES = [
  "m\\.?r\\.?n\\.?", "ssn", "a(?:a)?dhaa?r(?: card)?", "uhid", "pesel", "nric", "dni", "nie", "cpf", "curp", "bsn", "nino", "codice fiscale", "steuer-?id(?:entifikationsnummer)?",
  "(?:kranken)?versicher(?:ten|ungs)nummer", "personnummer", "reisepass(?:nummer)?", "ausweis(?:nummer)?", "pasaporte", "passeport", "num[eé]ro de s[eé]curit[eé] sociale", "emirates id", "iqama",
];
const OTHER_NAMES = ["身[分份][證证](?:字[號号]|[號号][碼码]?)?", "居留證號?碼?", "病[歷历][號号][碼码]?", "健保卡[號号]?[碼码]?", "[護护]照[號号]?[碼码]?", "医保卡?号", "주민등록번호", "паспорт", "رقم الهوية"];

const LABEL = `(?<!${MASKED})(?:(?<![\\p{L}\\p{N}])(?:(?:${NUMBERED.join("|")}) ?${NUMBER_WORD}|(?:${NAMES.join("|")})(?: ?${NUMBER_WORD})?)(?![\\p{L}\\p{N}])|${OTHER_NAMES.join("|")})`;
const LINK = "(?: ?(?:is|was|es|ist|:|=|#|为|為|是|-|\\.|\\()){0,2} ?";
/** In one piece, or in the groups that such numbers are printed in. */
const NUMBER = "(?:\\d{3} \\d{3} \\d{4}|\\d{4} \\d{4} \\d{4}|\\d{3} \\d\\d \\d{4}|(?:[A-Z]{1,5}-?)?\\d[A-Z\\d]{0,23}(?:[-/.][A-Z\\d]{1,12}){0,4})";
const PATTERN = new RegExp(`${WEB_ADDRESS}|${LABEL}${LINK}(?<number>${NUMBER})${NUMBER_ENDS}`, "giu");

const LEAST_DIGITS = 5;
const OTHERWISE = /^(?:(?:1[89]|20)\d\d[-/](?:1[89]|20)\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d+\.\d+)$/;

/** Numbers that the words before them call somebody's: of a record, a passport, an insurance. */
export function maskLabelledNumbers(text: string): string {
  return maskEach(text, PATTERN, ({ named: { number } }) => {
    if (number === undefined || OTHERWISE.test(number)) return undefined;
    return number.replaceAll(/\D/g, "").length >= LEAST_DIGITS ? ID : undefined;
  });
}
