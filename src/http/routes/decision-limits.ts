/** Three ids at their longest, each code unit written as "\u0041", and room for the rest. */
export const MOST_DECISION_BYTES = 16_384;
