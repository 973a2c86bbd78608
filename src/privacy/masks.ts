/** What stands where personal data stood. None is longer than what it replaces, so a masked text fits wherever the text did. */
export const MAIL = "[mail]";
export const PHONE = "[phone]";
export const ID = "[id]";

/** Raise it whenever a text would be masked otherwise: what is stored is then looked through again. */
export const MASKING_RULES = 2;
