/** A row of a table in the widget's documentation. */
export interface Described {
  readonly name: string;
  /** Which elements it is of, or what it is unless told. */
  readonly of: string;
  readonly description: string;
}

const LISTS = "similar, faq";

export const WIDGET_ATTRIBUTES: readonly Described[] = [
  { name: "thread", of: LISTS, description: "Your id of the thread whose lists these are." },
  { name: "text", of: LISTS, description: "Instead of a thread: a question that is none yet. It is sent in a body, never in an address." },
  { name: "for", of: "ask", description: "The field of the question: its id or a selector. A text field, or anything that can be edited; it may come later." },
  { name: "title-for", of: "ask", description: "The field of its title, if there is one." },
  { name: "limit", of: "all", description: "How many items at most: 4 threads and 10 topics unless told." },
  { name: "heading", of: LISTS, description: "What stands above the list; empty for nothing." },
  { name: "level", of: LISTS, description: "The level of that heading; 2 unless told." },
  { name: "link", of: "all", description: "Where a thread leads that was stored without an address, such as /questions/{id}; to this service unless told." },
  { name: "topic-link", of: "all", description: "The same for topics." },
  { name: "service", of: "all", description: "Where the service is, if not where the script came from." },
  { name: "feedback", of: "all", description: "off: no questions whether it helped, and nothing is counted." },
];

export const WIDGET_WORDS: readonly Described[] = [
  { name: "label-more", of: "Read more", description: "The link at the end of a card." },
  { name: "label-no-reply", of: "No reply yet", description: "Of a thread without a reply." },
  { name: "label-helpful", of: "Helpful?", description: "The question at the end of a card, with label-yes, label-no and label-thanks." },
  { name: "label-hint", of: "Answered questions like yours show here.", description: "Before enough is written." },
  { name: "label-count", of: "Answered questions like yours: {count}", description: "How many there are; read out by screen readers." },
  { name: "label-answered", of: "This answers my question", description: "The button of an answered thread." },
  { name: "label-new-tab", of: "opens in a new tab", description: "Said of links to whoever cannot see it." },
  { name: "label-department", of: "Department", description: "Before the suggested department; label-topics before the topics." },
];

export const WIDGET_PROPERTIES: readonly Described[] = [
  { name: "--kindred-ink", of: "the page’s", description: "Colour of text." },
  { name: "--kindred-quiet", of: "82 % of the ink", description: "Colour of text that stands back." },
  { name: "--kindred-line", of: "22 % of the ink", description: "Colour of lines and borders." },
  { name: "--kindred-surface", of: "none", description: "What a card stands on." },
  { name: "--kindred-accent", of: "the ink", description: "Colour of links, and of what the keyboard is on." },
  { name: "--kindred-radius", of: "0.6em", description: "How round the corners of a card are." },
  { name: "--kindred-gap", of: "1em", description: "Between cards." },
  { name: "--kindred-columns", of: "2", description: "Columns where there is room for them: 1 or 2." },
  { name: "--kindred-card", of: "17.85em, ask 9.9em", description: "How high a card is, in the page’s own font size." },
];

export const WIDGET_PARTS: readonly Described[] = [
  { name: "heading, list", of: LISTS, description: "What stands above, and the list." },
  { name: "card, title, excerpt, byline, department, answer, reply, foot, more", of: "similar, ask", description: "A thread and its pieces." },
  { name: "feedback, yes, no, answered", of: "similar, ask", description: "What asks whether it helped." },
  { name: "topic, name, department", of: "faq", description: "A topic and its pieces." },
  { name: "status, about, topic-link", of: "ask", description: "How many there are; the suggested department and topics." },
];
