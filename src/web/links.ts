import { isSafeLink } from "../forum/addresses.ts";

/** A page of a list; the first one and "all departments" leave the address plain, and "without one" is an empty name. */
export function listPath(path: string, { page = 1, department }: { readonly page?: number; readonly department?: string | null | undefined }): string {
  const parameters = new URLSearchParams();
  if (department !== undefined) parameters.set("department", department ?? "");
  if (page > 1) parameters.set("page", String(page));
  const query = parameters.toString();
  return query === "" ? path : `${path}?${query}`;
}

/** A link to somewhere else that is safe to follow, or nothing: what is stored may be older than the check at the door. */
export function safeLink(url: string | undefined): string | undefined {
  return url !== undefined && isSafeLink(url) ? url : undefined;
}
