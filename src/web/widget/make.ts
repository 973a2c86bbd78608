/**
 * An element with its text. The widget's own stylesheet calls it by `parts`; a page that holds the widget styles it with
 * `::part()` of the same names.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  parts = "",
  text: string | null = "",
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = parts;
  element.textContent = text;
  for (const [name, value] of Object.entries({ part: parts, ...attributes })) element.setAttribute(name, value);
  return element;
}

/** What somebody wrote stands in the direction it is written in, whatever the page's. */
export const AUTO = { dir: "auto" };
