import type { PageRequest } from "../http/services.ts";
import { InvalidRequest } from "../http/problem.ts";
import { PAGE_LENGTH } from "./pagination.tsx";

const HIGHEST_PAGE = 10_000_000;

/** Which page of which department an address asks for; what else it holds is not for us. */
export function pageOf({ page = "1", department = "" }: Readonly<Record<string, string>>, length = PAGE_LENGTH): {
  page: number;
  department: string | undefined;
  request: PageRequest;
} {
  const number = Number(page);
  if (!/^\d{1,8}$/.test(page) || number < 1 || number > HIGHEST_PAGE) {
    throw new InvalidRequest("There is no page of this number.", [{ field: "page", message: "must be a whole number from 1" }]);
  }
  return {
    page: number,
    department: department.trim() === "" ? undefined : department,
    request: { offset: (number - 1) * length, limit: length },
  };
}
