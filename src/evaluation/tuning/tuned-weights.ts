import { WEIGHTS, type AskedKind, type FieldWeights, type TopicWeights, type WordWeights, type Weights } from "../../recommend/weights.ts";

/** A weight with the values that are tried, everything else as shipped. */
export interface TunedWeight {
  /** Its place in `Weights`, as in "words.rarity". */
  readonly name: string;
  /** Whether less of it is a simpler ranking; of the others no value is simpler than another. */
  readonly hasSimplest: boolean;
  /** By value, ascending; the shipped value is among them, with `WEIGHTS` itself. */
  readonly settings: readonly { readonly value: number; readonly weights: Weights }[];
}

/** Tried with texts that ask. */
export const TEXT_WEIGHTS: readonly TunedWeight[] = [
  fieldWeight("text", "words", [0, 0.05, 0.1, 0.15, 0.2, 0.3]),
  fieldWeight("text", "reply", [0, 0.2, 0.4, 0.6, 0.8]),
  wordWeight("phrase", [0, 0.25, 0.5, 1]),
  wordWeight("rarity", [0, -0.3, -0.5, -0.7, -1]),
  wordWeight("saturation", [0.3, 0.6, 1.2]),
  wordWeight("usualLength", [50, 100, 200, 400], { hasSimplest: false }),
  wordWeight("leastSimilarity", [0.2, 0.3, 0.4], { hasSimplest: false }),
  wordWeight("leastFit", [0, 0.1, 0.2], { hasSimplest: false }),
];

/** Tried with threads that ask. */
export const THREAD_WEIGHTS: readonly TunedWeight[] = [
  fieldWeight("thread", "words", [0, 0.05, 0.1, 0.15, 0.2]),
  fieldWeight("thread", "reply", [0, 0.2, 0.4, 0.6, 0.8]),
];

/** Tried with topics. */
export const TOPIC_WEIGHTS: readonly TunedWeight[] = [
  topicWeight("nearest", [1, 2, 3, 5, 8]),
  topicWeight("fading", [0.3, 0.5, 0.7, 0.85], { hasSimplest: false }),
  topicWeight("centre", [0, 0.1, 0.2, 0.3, 0.4]),
  topicWeight("nameEvidence", [0, 0.5, 1, 2, 3, 4], { hasSimplest: false }),
  topicWeight("nameGain", [0, 0.05, 0.1, 0.15, 0.2, 0.25]),
];

function topicWeight(name: keyof TopicWeights, values: readonly number[], { hasSimplest = true } = {}): TunedWeight {
  const { topics } = WEIGHTS;
  const tuned = tunedWeight(`topics.${name}`, topics[name], values, (value) => ({ ...WEIGHTS, topics: { ...topics, [name]: value } }));
  return { ...tuned, hasSimplest };
}

function fieldWeight(kind: AskedKind, name: keyof FieldWeights, values: readonly number[]): TunedWeight {
  const { fields } = WEIGHTS;
  return tunedWeight(`fields.${kind}.${name}`, fields[kind][name], values, (value) => ({ ...WEIGHTS, fields: { ...fields, [kind]: { ...fields[kind], [name]: value } } }));
}

function wordWeight(name: keyof WordWeights, values: readonly number[], { hasSimplest = true } = {}): TunedWeight {
  const { words } = WEIGHTS;
  const tuned = tunedWeight(`words.${name}`, words[name], values, (value) => ({ ...WEIGHTS, words: { ...words, [name]: value } }));
  return { ...tuned, hasSimplest };
}

function tunedWeight(name: string, shipped: number, values: readonly number[], withValue: (value: number) => Weights): TunedWeight {
  const all = [...new Set([...values, shipped])].sort((left, right) => left - right);
  return { name, hasSimplest: true, settings: all.map((value) => ({ value, weights: value === shipped ? WEIGHTS : withValue(value) })) };
}
