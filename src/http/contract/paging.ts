import * as z from "zod";
import { wholeNumber } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";

const DEFAULT_PAGE_LENGTH = 20;

export const paging = {
  offset: wholeNumber(0, 999_999_999).default(0).meta({ description: "How many to pass over.", default: 0 }),
  limit: wholeNumber(1, 100).default(DEFAULT_PAGE_LENGTH).meta({ description: "How many at most.", default: DEFAULT_PAGE_LENGTH }),
};

export const PageQuery = onlyKnown(paging);

/** For a list that is a file as well. All of a file comes at once: no page of it is asked for. */
export const pagingOfJson = {
  offset: wholeNumber(0, 999_999_999).optional().meta({ ...paging.offset.meta() }),
  limit: wholeNumber(1, 100).optional().meta({ ...paging.limit.meta() }),
};

interface PageOfJson {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Refines a query of `pagingOfJson` and `format`. */
export const noPageOfFile = [
  ({ format, offset, limit }: PageOfJson & { readonly format: string }) => format === "json" || (offset === undefined && limit === undefined),
  "takes offset and limit with format json alone: a file holds all",
] as const;

/** Said of `format`, because such a cell is not what it was. */
export const GUARDED_CELLS = "A cell that a spreadsheet would take for a formula has an apostrophe before it.";

/** With the offset and limit that are meant where none are given. */
export const pageAsked = ({ offset = 0, limit = DEFAULT_PAGE_LENGTH }: PageOfJson) => ({ offset, limit });

export const DepartmentPageQuery = onlyKnown({
  ...paging,
  department: text(LONGEST_LABEL).optional().meta({ description: "Only those of this department." }),
});

/** What every page of a list says beside its items. */
export const pageFields = {
  total: z.number().int().meta({ description: "Over all pages." }),
  offset: z.number().int(),
  limit: z.number().int(),
};
