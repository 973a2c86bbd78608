import { maskIdentityNumbers } from "./identity-numbers.ts";
import { maskIntroducedPhones } from "./introduced-phones.ts";
import { maskLabelledNumbers } from "./labelled-numbers.ts";
import { maskMailAddresses } from "./mail-addresses.ts";
import { maskPhoneNumbers } from "./phone-numbers.ts";

/** No number that is masked has fewer digits than five, with at most so much between them. */
const ENOUGH_DIGITS = /\p{Nd}(?:[^\p{Nd}\n]{0,3}\p{Nd}){4}/u;

/**
 * A text with its mail addresses, phone numbers and identity numbers masked as `[mail]`, `[phone]` and `[id]`. Where it holds none, it
 * comes back as it was. What is masked is as certain as form, check digits and the words beside it make it: doses, dates and
 * codes stay, and so do help lines and numbers that are free of charge. Masking what is masked changes nothing, and no
 * text grows.
 */
export function maskPersonalData(text: string): string {
  const masked = maskMailAddresses(text);
  if (!ENOUGH_DIGITS.test(masked)) return masked;
  // What is surest first: a phone number after "passport number" is none.
  return maskIntroducedPhones(maskPhoneNumbers(maskLabelledNumbers(maskIdentityNumbers(masked))));
}
