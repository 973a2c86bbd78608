import { readFileSync } from "node:fs";

/** Limits that room is kept for; for others a page says how high its element is. */
const LIMITS = Array.from({ length: 20 }, (_, before) => before + 1);

const ELEMENTS = ":is(kindred-similar, kindred-faq, kindred-ask)";
const NOT_YET = ":not(:defined)";

/**
 * The stylesheet that keeps the widget's room until its script has come: rows of one or two columns, as the widget lays them
 * out. Only padding knows how wide its element is, so where one column fits alone, it holds the rows that two would save.
 */
export function widgetRoomStylesheet(): string {
  const measures = readFileSync(new URL("widget/measures.css", import.meta.url), "utf8").replaceAll(
    /:host(?:\(([^)]*)\))?/g,
    (_, which = "") => (/^\w/.test(which) ? which : ELEMENTS + which) + NOT_YET,
  );
  return `${measures}
${ELEMENTS}${NOT_YET} { display: block; --one: 4; --two: 2; }
kindred-faq${NOT_YET} { --one: 10; --two: 5; }
${LIMITS.map((limit) => `${ELEMENTS}[limit="${limit}"]${NOT_YET} { --one: ${limit}; --two: ${Math.ceil(limit / 2)}; }`).join("\n")}
@media (scripting: enabled) {
  ${ELEMENTS}${NOT_YET}:not(:has(> :not(noscript)))::before {
    --rows: calc(var(--two) + (var(--one) - var(--two)) * (2 - var(--columns)));
    content: "";
    display: block;
    box-sizing: content-box;
    block-size: calc(var(--head) + var(--rows) * (var(--item) + var(--gap)) - var(--gap) + var(--foot));
    padding-block-start: clamp(0px, (2 * var(--column) + var(--between) - 100%) * 9999, (var(--one) - var(--rows)) * (var(--item) + var(--gap)));
  }
}
`;
}
