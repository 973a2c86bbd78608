import nlp from "compromise/two";

/** Tags of compromise for what a name can be made of, and for what it never is. */
const PARTS = ["Noun", "Adjective", "Value", "Gerund", "PastTense", "Participle"];
const NO_PARTS = ["Pronoun", "Determiner", "Date", "Duration", "Expression"];
/** Who is spoken of, and when, is no topic. */
const NO_NAMES_ALONE = ["Actor", "Pronoun", "Date", "Duration"];
/** Numbers and letters that tell kinds apart: Type 2, Hepatitis B, Factor VIII. */
const KIND = /^(\p{N}+\p{L}?|\p{L}|[ivx]+)$/iu;
/** Nouns that name nothing without what they are of. */
const RELATIONAL = new Set(["type", "types", "kind", "kinds", "sort", "sorts", "form", "forms", "case", "cases", "number", "numbers"]);
/** Verbs that questions begin with, or that say nothing of their own: "prevent stroke", "getting cash" are no names. */
const LEADING_VERBS = new Set(
  `avoid avoiding be being cause causes causing come coming cure diagnose diagnosing do doing eat fall feel feeling find get gets getting give giving go
  going have having help helping keep keeping know let looking lose losing make making manage need needing prevent preventing put putting say see
  stop stopping take taking talk tell treat treating try trying use using want wanting`.split(/\s+/),
);
/** A word that compromise does not list is tagged by its ending; these endings of nouns it takes for adjectives ("epilepsy"). */
const NOUN_ENDING = /(psy|cy|ty|my|gy|phy|pathy|phaly|ry)$/;

/** Whether a phrase can be the name of something, as far as its language is known. */
export type IsName = (phrase: string) => boolean;

/**
 * Judges English phrases by their parts of speech. A phrase is looked at where a noun belongs ("about the …"), because
 * alone "panic attacks" is taken for a command; a single word by itself, because anything can stand where a noun belongs.
 * Words that are written with a capital are names.
 */
export function createNameJudge(languages: readonly string[]): IsName {
  if (languages[0] !== "eng") return () => true;
  const known = new Map<string, boolean>();
  return (phrase) => {
    const judged = known.get(phrase) ?? judge(phrase.replaceAll("-", " "));
    known.set(phrase, judged);
    return judged;
  };
}

function judge(written: string): boolean {
  const phrase = written.toLowerCase();
  const named = new Set(written.match(/\p{Lu}\p{Ll}+/gu)?.map((word) => word.toLowerCase()));
  const terms = tagged(`about the ${phrase}.`).slice(2);
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined || RELATIONAL.has(last.word)) return false;
  if (terms.length === 1) return namesAlone(last.word);
  if (LEADING_VERBS.has(first.word)) return false;
  const endsWell = last.tags.includes("Noun") || last.tags.includes("Gerund") || last.word.endsWith("ing") || KIND.test(last.word) || isNounByEnding(last.word);
  return endsWell && terms.every(({ word, tags }) => named.has(word) || tags.length === 0 || (PARTS.some((tag) => tags.includes(tag)) && !NO_PARTS.some((tag) => tags.includes(tag))));
}

/** "Bleeding" and "Epilepsy" are names, "Swollen" and "Daughter" are not. */
function namesAlone(word: string): boolean {
  const { tags } = tagged(word)[0]!;
  if (LEADING_VERBS.has(word) || NO_NAMES_ALONE.some((tag) => tags.includes(tag))) return false;
  return tags.includes("Noun") || tags.includes("Gerund") || isNounByEnding(word);
}

const isNounByEnding = (word: string) => NOUN_ENDING.test(word) && !Object.hasOwn(model.one.lexicon, word);

interface Term {
  readonly word: string;
  readonly tags: readonly string[];
}

function tagged(text: string): Term[] {
  const sentences = nlp(text).json({ offset: false }) as { terms: { normal: string; tags: string[] }[] }[];
  return sentences.flatMap(({ terms }) => terms.map(({ normal, tags }) => ({ word: normal, tags })));
}

const model = nlp.model() as { one: { lexicon: object } };
