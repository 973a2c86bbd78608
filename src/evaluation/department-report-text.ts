import { DEPARTMENT_VOTE } from "../recommend/weights.ts";
import { NEAREST, SHARPNESS, type DepartmentReport } from "./evaluate-departments.ts";
import { bracketed, decimal, percent, textTable } from "./text-table.ts";

/** Which departments questions are suggested, for people. */
export function departmentLines({ name, questions, departments, strangers, votes, suggestions }: DepartmentReport): string[] {
  const rightAt = (nearest: number, sharpness: number) => votes.find((vote) => vote.nearest === nearest && vote.sharpness === sharpness)!.right;
  const { nearest: shippedNearest, sharpness: shippedSharpness } = DEPARTMENT_VOTE;
  return [
    `${name}: ${questions} questions of ${departments} departments; where the department with most votes is the right one`,
    ...textTable([
      ["nearest threads", ...SHARPNESS.map((sharpness) => `odds^${sharpness}`)],
      ...NEAREST.map((nearest) => [String(nearest), ...SHARPNESS.map((sharpness) => decimal(rightAt(nearest, sharpness).mean))]),
    ]),
    `Shipped: ${shippedNearest} threads, odds^${shippedSharpness}: ${bracketed(rightAt(shippedNearest, shippedSharpness))}`,
    "",
    ...textTable([
      ["", "least share", "least score", "suggested", "right of these", ...(strangers > 0 ? [`suggested to ${strangers} strangers`] : [])],
      ...suggestions.map(({ leastShare, leastScore, suggestedShare, rightShare, strangersShare }, place) => [
        place === 0 ? "shipped" : "",
        decimal(leastShare),
        decimal(leastScore),
        percent(suggestedShare),
        percent(rightShare),
        ...(strangers > 0 ? [percent(strangersShare)] : []),
      ]),
    ]),
  ];
}
