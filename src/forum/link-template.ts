import { isSafeLink } from "./addresses.ts";

const PLACE = "{id}";
/** Its code can stand in a path and behind it, but in no host: an id must not choose the site. */
const SAMPLE_ID = "/";

/** The address that a template such as "/questions/{id}" gives an id. */
export const fillLink = (template: string, id: string): string => template.replace(PLACE, () => encodeURIComponent(id));

/** Whether a template says where the id goes, once, and what comes of it is safe to put into a page. */
export const isLinkTemplate = (template: string): boolean => template.split(PLACE).length === 2 && isSafeLink(fillLink(template, SAMPLE_ID));
