import { expect, test } from "vitest";
import { chooseGroups, LEAST_FIT } from "../../src/topics/choose-groups.ts";
import type { Community } from "../../src/topics/communities.ts";

const range = (first: number, count: number) => Array.from({ length: count }, (_, place) => first + place);
const community = (places: readonly number[], ...parts: Community[]): Community => ({ places, parts });

/** The names chosen, by how well each fits which community. */
function chosen(communities: readonly Community[], fits: ReadonlyMap<Community, Record<string, number>>) {
  return chooseGroups(communities, (asked) =>
    Object.entries(fits.get(asked) ?? {}).map(([name, fit]) => ({ name, fit })),
  ).map(({ places, names }) => [names.map(({ name }) => name).join("/"), places.length]);
}

const left = community(range(0, 10));
const right = community(range(10, 10));
const whole = community(range(0, 20), left, right);

test("a community stays whole where its name fits it better than its parts' names fit them", () => {
  expect(chosen([whole], new Map([[whole, { Pain: 0.9 }], [left, { Knee: 0.8 }], [right, { Hip: 0.8 }]]))).toEqual([["Pain", 20]]);
});

test("and is divided where they fit better", () => {
  expect(chosen([whole], new Map([[whole, { Pain: 0.7 }], [left, { Knee: 0.8 }], [right, { Hip: 0.8 }]]))).toEqual([["Knee", 10], ["Hip", 10]]);
});

test("threads of a part that nothing names count nothing", () => {
  expect(chosen([whole], new Map([[whole, { Pain: 0.6 }], [left, { Knee: 0.7 }]]))).toEqual([["Pain", 20]]);
  expect(chosen([whole], new Map([[whole, { Pain: 0.6 }], [left, { Knee: 0.8 }]]))).toEqual([["Knee", 10]]);
});

test("of equally good ways it stays whole", () => {
  expect(chosen([whole], new Map([[whole, { Pain: 0.75 }], [left, { Knee: 0.75 }], [right, { Hip: 0.75 }]]))).toEqual([["Pain", 20]]);
});

test("what nothing names, or only badly, is left out, and its parts are looked at all the same", () => {
  expect(chosen([whole], new Map())).toEqual([]);
  expect(chosen([whole], new Map([[whole, { Pain: LEAST_FIT }]]))).toEqual([]);
  expect(chosen([whole], new Map([[right, { Hip: LEAST_FIT + 0.01 }]]))).toEqual([["Hip", 10]]);
});

test("parts of parts are as good as parts", () => {
  const deep = community(range(0, 40), community(range(0, 20), left, right), community(range(20, 20)));
  expect(chosen([deep], new Map([[deep, { Pain: 0.5 }], [left, { Knee: 0.9 }], [right, { Hip: 0.9 }]]))).toEqual([["Knee", 10], ["Hip", 10]]);
});

test("a group has all names that fit it well enough, best first, and communities do not touch each other", () => {
  expect(chosen([left, right], new Map([[left, { Knee: 0.9, Joint: 0.6, Leg: 0.4 }], [right, { Hip: 0.5 }]]))).toEqual([["Knee/Joint", 10], ["Hip", 10]]);
});
