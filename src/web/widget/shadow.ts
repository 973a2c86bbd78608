/** Put in where the script is made. */
declare const STYLES: string;

let sheet: CSSStyleSheet | undefined;

/** The element's own tree, where neither the page's styles reach nor ours get out. A page's policy may forbid style elements, never this sheet. */
export function shadowOf(element: HTMLElement): ShadowRoot {
  if (element.shadowRoot !== null) return element.shadowRoot;
  const root = element.attachShadow({ mode: "open" });
  try {
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLES);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // An older browser shows the same as plain headings, lists and links.
  }
  return root;
}
