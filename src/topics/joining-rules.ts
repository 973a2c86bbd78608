import { dot } from "../search/vector-table.ts";
import { saysName } from "./says-name.ts";

/** A thread is of a topic that holds so much of the weight of its neighbours. */
const LEAST_VOTE = 0.4;
/** Similarity of a thread and a neighbour from which on the neighbour has a say. */
const LEAST_SIMILARITY = 0.4;
/** Similarity to the centre of a topic that a thread says the name of, from which on it is of that topic. */
const LEAST_TO_CENTRE = 0.45;

/** Nearest threads that have a say in which topics a thread is of. */
export const VOTERS = 8;

export interface Voter<Topic> {
  /** Cosine. */
  readonly similarity: number;
  /** Topics it is of. */
  readonly topics: Iterable<Topic>;
}

export interface TopicToJoin {
  /** Its name and aliases, as `wordDigests`. */
  readonly names: readonly Uint32Array[];
  /** Unit vector, the mean of its threads'; undefined where it has none. */
  readonly centre: () => Float32Array | undefined;
}

/** Topics by their neighbours' word: each has a say by how similar it is. */
export function votedFor<Topic>(voters: readonly Voter<Topic>[]): Topic[] {
  let total = 0;
  const votes = new Map<Topic, number>();
  for (const { similarity, topics } of voters) {
    const weight = similarity - LEAST_SIMILARITY;
    if (weight <= 0) continue;
    total += weight;
    for (const topic of topics) votes.set(topic, (votes.get(topic) ?? 0) + weight);
  }
  return [...votes].filter(([, weight]) => weight >= LEAST_VOTE * total).map(([topic]) => topic);
}

/** Whether a thread says a topic's name, and speaks of what the topic's threads speak of. */
export function belongsByName({ vector, words }: { readonly vector: Float32Array; readonly words: Uint32Array }, { centre, names }: TopicToJoin): boolean {
  if (!names.some((name) => saysName(words, name))) return false;
  const middle = centre();
  return middle !== undefined && dot(vector, middle) >= LEAST_TO_CENTRE;
}
