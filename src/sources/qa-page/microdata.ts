/**
 * One `itemscope`, in the shape of JSON-LD: "@type", "@id" and its properties, each a list. A value is an item, a string
 * that stood in an attribute, or {html}: text as it is marked up.
 */
export type MarkedItem = Record<string, unknown>;

/** Attributes that hold a property's value, by element. */
const VALUE_ATTRIBUTES: Readonly<Record<string, string>> = { meta: "content", link: "href", area: "href", img: "src", time: "datetime", data: "value", meter: "value" };
/** Properties that are an address, so that a link's is meant and not its text. */
const ADDRESSES = new Set(["url", "sameAs", "mainEntityOfPage", "discussionUrl"]);

interface OpenElement {
  /** Properties that end with this element, with the item they belong to. */
  readonly properties: readonly string[];
  readonly owner: MarkedItem | undefined;
  readonly contentStart: number;
  /** True where the element's properties are its text. */
  readonly isText: boolean;
  readonly opensItem: boolean;
}

type Attributes = Readonly<Record<string, string>>;

/** Collects the microdata of `html` while it is parsed: each opening and each closing tag must be told, in order. */
export function createMicrodata(html: string) {
  const elements: OpenElement[] = [];
  /** Items around what is read, the innermost last. */
  const scopes: MarkedItem[] = [];
  const all: MarkedItem[] = [];
  /** Ids that `itemref` names, with the item that refers to them. An element below its item may be named only. */
  const referrers = new Map<string, MarkedItem>();

  function add(item: MarkedItem, property: string, value: unknown): void {
    const values = item[property];
    if (Array.isArray(values)) values.push(value);
    else if (!property.startsWith("@")) item[property] = [value];
  }

  return {
    open(name: string, attributes: Attributes, contentStart: number): void {
      const properties = attributes["itemprop"]?.split(/\s+/).filter((property) => property !== "") ?? [];
      const referrer = attributes["id"] === undefined ? undefined : referrers.get(attributes["id"]);
      const owner = referrer ?? scopes.at(-1);
      const isItem = attributes["itemscope"] !== undefined;
      const value = isItem ? itemOf(attributes) : valueOf(name, attributes, properties);
      if (owner !== undefined && value !== undefined) for (const property of properties) add(owner, property, value);
      if (isItem) {
        const item = value as MarkedItem;
        all.push(item);
        scopes.push(item);
        for (const id of attributes["itemref"]?.split(/\s+/) ?? []) referrers.set(id, item);
      } else if (referrer !== undefined) {
        scopes.push(referrer);
      }
      elements.push({ properties, owner, contentStart, isText: value === undefined, opensItem: isItem || referrer !== undefined });
    },

    close(contentEnd: number): void {
      const element = elements.pop();
      if (element === undefined) return;
      if (element.opensItem) scopes.pop();
      if (!element.isText || element.owner === undefined) return;
      for (const property of element.properties) add(element.owner, property, { html: html.slice(element.contentStart, contentEnd) });
    },

    /** All items, also those inside of others, in the order of the page. */
    items: (): readonly MarkedItem[] => all,
  };
}

function itemOf(attributes: Attributes): MarkedItem {
  const item = Object.create(null) as MarkedItem;
  item["@type"] = attributes["itemtype"]?.split(/\s+/) ?? [];
  if (attributes["itemid"] !== undefined) item["@id"] = attributes["itemid"];
  return item;
}

/** Undefined where the value is the element's text. A link that is a name is one by its text, whatever the standard says. */
function valueOf(name: string, attributes: Attributes, properties: readonly string[]): string | undefined {
  if (attributes["content"] !== undefined) return attributes["content"];
  if (name === "a") return properties.some((property) => ADDRESSES.has(property)) ? attributes["href"] : undefined;
  const attribute = VALUE_ATTRIBUTES[name];
  return attribute === undefined ? undefined : attributes[attribute];
}
