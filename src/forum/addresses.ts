/** Where a thread and a topic are found inside Kindred. */
export const threadPath = (id: string): string => `/threads/${encodeURIComponent(id)}`;
export const topicPath = (id: string): string => `/topics/${encodeURIComponent(id)}`;

/**
 * True for a link that is safe to put into a page: http(s), or a path on the same site. No control characters: browsers leave
 * tabs and line ends out, and "/", tab, "/elsewhere" would be another site.
 */
export function isSafeLink(link: string): boolean {
  return !/\p{Cc}/u.test(link) && (/^\/(?![/\\])/.test(link) || (/^https?:\/\//i.test(link) && URL.canParse(link)));
}
