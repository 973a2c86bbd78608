import { describe, expect, it } from "vitest";
import { addressOf, changedFilters, queryOf, readAddress, usualFilters, type Filters } from "../../../src/web/editor/filters.ts";

const CUTS = { floor: 0.5, threshold: 0.9 };
const usual = usualFilters(CUTS.threshold);
const unusual: Filters = { view: "pairs", minScore: 0.72, order: "score", state: "all", department: "Ear & Nose", from: "2024-01-01", to: "2024-12-31", text: "sore throat #2" };

describe("the address", () => {
  it("is plain where everything is usual", () => {
    expect(addressOf(usual, CUTS.threshold)).toBe("");
    expect(readAddress("", CUTS)).toEqual({ filters: usual, opened: undefined });
  });

  it.each([[unusual, undefined], [{ ...unusual, view: "clusters" as const, order: "line" as const }, "a/b?c#d"], [usual, "1025"]])("keeps %j and the open cluster", (filters, opened) => {
    const address = addressOf(filters, CUTS.threshold, opened);
    expect(address).toMatch(/^#/);
    expect(readAddress(address, CUTS)).toEqual({ filters, opened });
  });

  it.each([
    ["#minScore=.85", 0.85], ["#minScore=0.1", 0.5], ["#minScore=1", 1], ["#minScore=7", 0.9], ["#minScore=NaN", 0.9], ["#minScore=", 0.9], ["#minScore=1.9", 1],
  ])("%s means a threshold of %d", (hash, minScore) => expect(readAddress(hash, CUTS).filters.minScore).toBe(minScore));

  it("passes over what nobody can mean", () => {
    expect(readAddress("#view=tiles&order=best&state=maybe&from=yesterday&to=2024", CUTS).filters).toEqual(usual);
    expect(readAddress("#content", CUTS).filters).toEqual(usual);
    expect(readAddress("#view=pairs&order=size", CUTS).filters.order).toBe("line");
  });
});

describe("filters", () => {
  it("take the usual order of a view that lacks theirs, and keep one that both have", () => {
    expect(changedFilters(usual, { view: "pairs" })).toEqual({ ...usual, view: "pairs", order: "line" });
    expect(changedFilters({ ...usual, order: "line" }, { view: "pairs" }).order).toBe("line");
    expect(changedFilters(unusual, { view: "clusters" }).order).toBe("size");
  });

  it("ask the service for what is set alone", () => {
    expect(queryOf({ ...usual, text: "  " }).toString()).toBe("minScore=0.9&order=size&state=open");
    expect(Object.fromEntries(queryOf({ ...unusual, text: " throat " }))).toEqual({
      minScore: "0.72", order: "score", state: "all", department: "Ear & Nose", from: "2024-01-01", to: "2024-12-31", text: "throat",
    });
  });
});
