/** @jsxRuntime automatic @jsxImportSource hono/jsx */

export interface ListedItem {
  /** From 1, as it is shown. */
  readonly position: number;
  readonly name: string;
  /** Absolute. */
  readonly url: string;
}

interface ItemListProps {
  readonly name: string;
  readonly items: readonly ListedItem[];
}

/** A list for crawlers, schema.org/ItemList as JSON-LD: data, which no browser runs and no Content-Security-Policy stops. */
export const ItemList = ({ name, items }: ItemListProps) => {
  if (items.length === 0) return null;
  const list = {
    "@context": "https://schema.org",
    "@type": "ItemList",
    name,
    itemListElement: items.map((item) => ({ "@type": "ListItem", ...item })),
  };
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(list) }} />;
};

/** JSON in which nothing means anything to HTML, nor ends a line in older JavaScript. */
const inScript = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
