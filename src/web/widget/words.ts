/** What the widget says of itself. The page that holds it replaces each by an attribute: `label-more="Weiterlesen"`. */
const WORDS = {
  more: "Read more",
  "no-reply": "No reply yet",
  helpful: "Helpful?",
  yes: "Yes",
  no: "No",
  thanks: "Thank you",
  hint: "Answered questions like yours show here.",
  count: "Answered questions like yours: {count}",
  "new-tab": "opens in a new tab",
  answered: "This answers my question",
  department: "Department",
  topics: "Topics",
};

export type Word = keyof typeof WORDS;

export function wordOf(element: Element, word: Word): string {
  return element.getAttribute(`label-${word}`) ?? WORDS[word];
}
