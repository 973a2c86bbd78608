import nlp from "compromise/two";

/** Tags of compromise for what a name can be made of, and for what it never is. */
const PARTS = ["Noun", "Adjective", "Value", "Gerund", "PastTense", "Participle"];
const NO_PARTS = ["Pronoun", "Determiner", "Date", "Duration", "Expression"];
/** Numbers and letters that tell kinds apart: Type 2, Hepatitis B, Factor VIII. */
const KIND = /^(\p{N}+\p{L}?|\p{L}|[ivx]+)$/iu;
/** Nouns that name nothing without what they are of. */
const RELATIONAL = new Set(["type", "types", "kind", "kinds", "sort", "sorts", "form", "forms", "case", "cases", "number", "numbers"]);
/** Verbs that say nothing of their own: "getting cash". */
const LIGHT = new Set(["being", "coming", "doing", "feeling", "getting", "giving", "going", "having", "looking", "making", "putting", "taking", "trying", "using"]);
/** A word that compromise does not list is tagged by its ending; these endings of nouns it takes for adjectives ("epilepsy"). */
const NOUN_ENDING = /(psy|cy|ty|my|gy|phy|thy|ry)$/;

/** Whether a phrase can be the name of something, as far as its language is known. */
export type IsName = (phrase: string) => boolean;

/**
 * Judges English phrases by their parts of speech. A phrase is looked at where a noun belongs ("about the …"), because
 * alone "panic attacks" is taken for a command; its first word and a single word also by themselves, because anything
 * can stand where a noun belongs.
 */
export function createNameJudge(languages: readonly string[]): IsName {
  if (languages[0] !== "eng") return () => true;
  const known = new Map<string, boolean>();
  return (phrase) => {
    const judged = known.get(phrase) ?? judge(phrase.toLowerCase().replaceAll("-", " "));
    known.set(phrase, judged);
    return judged;
  };
}

function judge(phrase: string): boolean {
  const terms = tagged(`about the ${phrase}.`).slice(2);
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined || RELATIONAL.has(last.word)) return false;
  if (terms.length === 1) return namesAlone(last.word);
  if (isVerb(first.word) || LIGHT.has(first.word)) return false;
  const endsWell = last.tags.includes("Noun") || last.tags.includes("Gerund") || last.word.endsWith("ing") || KIND.test(last.word);
  return endsWell && terms.every(({ tags }) => tags.length === 0 || (PARTS.some((tag) => tags.includes(tag)) && !NO_PARTS.some((tag) => tags.includes(tag))));
}

/** "Bleeding" and "Epilepsy" are names, "Swollen" and "Daughter" are not: who is spoken of is no topic. */
function namesAlone(word: string): boolean {
  const { tags } = tagged(word)[0]!;
  if (LIGHT.has(word)) return false;
  if (tags.includes("Actor") || tags.includes("Pronoun")) return false;
  return tags.includes("Noun") || tags.includes("Gerund") || (listed(word) === undefined && NOUN_ENDING.test(word));
}

/** Listed as a verb that is no noun as well ("prevent"), or as a plural that might be one ("causes"). */
function isVerb(word: string): boolean {
  const tag = listed(word);
  const either = model.two.switches[word];
  if (either !== undefined) return either === "Plural|Verb";
  return tag === "Infinitive" || tag === "PresentTense" || tag === "PastTense";
}

interface Term {
  readonly word: string;
  readonly tags: readonly string[];
}

function tagged(text: string): Term[] {
  const sentences = nlp(text).json({ offset: false }) as { terms: { normal: string; tags: string[] }[] }[];
  return sentences.flatMap(({ terms }) => terms.map(({ normal, tags }) => ({ word: normal, tags })));
}

const model = nlp.model() as { one: { lexicon: Record<string, string | string[]> }; two: { switches: Record<string, string> } };
const listed = (word: string) => (Object.hasOwn(model.one.lexicon, word) ? model.one.lexicon[word] : undefined);
