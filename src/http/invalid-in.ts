import { fieldErrors, type Issue } from "./field-errors.ts";
import { InvalidRequest } from "./problem.ts";

/**
 * What is wrong in one part of a request, in a sentence and field by field.
 * @param place "query", "path" or "body"
 */
export function invalidIn(place: string, issues: readonly Issue[], remedy?: string): InvalidRequest {
  const errors = fieldErrors(issues);
  return new InvalidRequest(summary(place, errors), errors, remedy);
}

function summary(place: string, errors: readonly { field: string; message: string }[]): string {
  const [first] = errors;
  if (first === undefined) return `The ${place} is not valid.`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see \`errors\`)` : "";
  return `In the ${place}: ${first.field === "" ? "it" : first.field} ${first.message}${more}.`;
}
