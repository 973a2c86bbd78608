import * as z from "zod";
import { wholeNumber } from "./parameters.ts";
import { LONGEST_LABEL, onlyKnown, text } from "./text.ts";

export const DEFAULT_PAGE_LENGTH = 20;

export const paging = {
  offset: wholeNumber(0, 999_999_999).default(0).meta({ description: "How many to pass over.", default: 0 }),
  limit: wholeNumber(1, 100).default(DEFAULT_PAGE_LENGTH).meta({ description: "How many at most.", default: DEFAULT_PAGE_LENGTH }),
};

export const PageQuery = onlyKnown(paging);

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
