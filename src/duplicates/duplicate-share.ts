/** What is supposed of a forum before its pairs are seen: so many pairs, of which this share are duplicates. */
const SUPPOSED_PAIRS = 100;
const SUPPOSED_SHARE = 0.05;
const MOST_STEPS = 1_000;

/**
 * The share of duplicates among pairs that nobody labelled, by expectation and maximisation (Saerens, Latinne & Decaestecker
 * 2002): forums differ in how often the same is asked, hardly in what a duplicate looks like.
 * @param logits of near pairs, from weights for which both kinds are equally frequent
 * @returns 0 to 1, both excluded
 */
export function* estimateShare(logits: readonly number[]): Generator<void, number> {
  let share = SUPPOSED_SHARE;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const odds = Math.log(share / (1 - share));
    const expected = logits.reduce((sum, logit) => sum + 1 / (1 + Math.exp(-logit - odds)), 0);
    const next = (expected + SUPPOSED_PAIRS * SUPPOSED_SHARE) / (logits.length + SUPPOSED_PAIRS);
    yield;
    const change = Math.abs(next - share);
    share = next;
    if (change < 1e-7) break;
  }
  return share;
}
