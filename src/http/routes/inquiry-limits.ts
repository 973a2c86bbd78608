/** How much may be asked at once. */
export interface InquiryLimits {
  readonly mostTextCharacters: number;
  readonly mostInquiryBytes: number;
}

/** A code unit takes six bytes at most in JSON ("\u0041"); the rest is room for the other fields. */
export function inquiryLimits(mostTextCharacters: number): InquiryLimits {
  return { mostTextCharacters, mostInquiryBytes: mostTextCharacters * 6 + 16_384 };
}
