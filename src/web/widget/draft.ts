/** As much as the service takes, in UTF-16 code units. */
const LONGEST_TITLE = 300;
const LONGEST_TEXT = 50_000;
/** Less than so many bytes in UTF-8 or words says too little to be answered: four letters of Chinese say what twelve of English do. */
const LEAST_BYTES = 12;
const LEAST_WORDS = 3;

/** A question while it is written. */
export interface Draft {
  readonly title?: string;
  readonly text: string;
}

/** The fields of a page that a draft is written in: text fields, or whatever else can be edited. They may be there later than the element. */
export function fieldsOf(element: Element): { readonly title: Element | null; readonly text: Element | null } {
  return { title: fieldOf(element, "title-for"), text: fieldOf(element, "for") };
}

/** What is written there, or nothing while it says too little. */
export function draftOf(element: Element): Draft | undefined {
  const { title, text } = fieldsOf(element);
  const [titled, written] = [cut(title, LONGEST_TITLE), cut(text, LONGEST_TEXT)];
  const all = `${titled} ${written}`.trim();
  if (new TextEncoder().encode(all).length < LEAST_BYTES && all.split(/\s+/).length < LEAST_WORDS) return undefined;
  if (written === "" || titled === "") return { text: all };
  return { title: titled, text: written };
}

/** By its id, with or without "#", or by any selector. */
function fieldOf(element: Element, attribute: string): Element | null {
  const said = element.getAttribute(attribute);
  if (!said) return null;
  const tree = element.getRootNode() as Document | ShadowRoot;
  try {
    return tree.getElementById(said.replace(/^#/, "")) ?? tree.querySelector(said);
  } catch {
    return null;
  }
}

function cut(field: Element | null, longest: number): string {
  const { value, innerText } = (field ?? {}) as { readonly value?: string; readonly innerText?: string };
  // Half of a pair of surrogates is no text.
  return (value ?? innerText ?? "").trim().slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
}
