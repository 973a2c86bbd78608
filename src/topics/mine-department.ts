import { wordDigests } from "../forum/words.ts";
import type { FormerTopic } from "./former-topics.ts";
import { grouped } from "./grouped.ts";
import type { ForumThread } from "./forum-threads.ts";
import { unitMean } from "../search/unit-mean.ts";
import { identifyTopics } from "./identify-topics.ts";
import { belongsByName, VOTERS, votedFor } from "./joining-rules.ts";
import { createNameFitting, findNamedGroups } from "./named-groups.ts";
import { createNaming } from "./names.ts";
import { createNeighbourGraph } from "./neighbour-graph.ts";
import { nearestOfEach, type Neighbour } from "./neighbours.ts";
import type { IsName } from "./noun-phrases.ts";
import type { PhraseBook } from "./phrase-book.ts";

/** Nearest threads by vectors, of which shared words then choose. */
const NEAREST = 30;

/** A topic as it is after mining. */
export interface FoundTopic {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  /** What it was before, where it is not new. */
  readonly former: FormerTopic | undefined;
  readonly threadKeys: readonly number[];
}

export interface DepartmentToMine {
  readonly department: string | null;
  /** Places of its threads among all, ascending. */
  readonly places: readonly number[];
  readonly formers: readonly FormerTopic[];
  /** Ids that topics of any department have. */
  readonly takenIds: Set<string>;
}

export interface MiningTools {
  readonly threads: readonly ForumThread[];
  readonly book: PhraseBook;
  readonly isName: IsName;
  /** Unit vectors of names, in their order. */
  readonly embed: (names: readonly string[]) => Promise<Float32Array[]>;
}

/** Finds the topics of one department: neighbours, communities, names, and which topics these were before. */
export async function mineDepartment({ department, places, formers, takenIds }: DepartmentToMine, { threads: all, book, isName, embed }: MiningTools): Promise<FoundTopic[]> {
  const threads = places.map((place) => all[place]!);
  const vectors = threads.map(({ vector }) => vector);
  const nearest = nearestOfEach(vectors, NEAREST);
  const graph = createNeighbourGraph({ nearest, phrases: places.map((place) => book.phrasesOf(place)) });
  const naming = createNaming(book, places, isName);
  const fitting = createNameFitting(vectors, embed);
  await fitting.prepare(formers.map(({ name }) => name));
  const groups = await findNamedGroups(graph, naming, fitting);
  const placeByKey = new Map(threads.map(({ key }, place) => [key, place]));
  const topics = identifyTopics(groups, {
    department,
    formers,
    takenIds,
    keyOf: (place) => threads[place]!.key,
    placesOf: (threadKeys) => [...threadKeys].flatMap((key) => placeByKey.get(key) ?? []),
    fitOf: (members, name) => fitting.fit(members, naming.candidate(members, name)),
  }).map((topic) => {
    const centre = unitMean(topic.places.map((place) => vectors[place]!));
    const names = topic.former?.curated === true ? topic.former.names : [wordDigests(topic.name)];
    return { ...topic, centre: () => centre, names, members: new Set(topic.places) };
  });

  joinFurther(topics.filter(({ asBefore }) => !asBefore), threads, nearest);
  return topics.map(({ id, name, former, members }) => ({
    id,
    name,
    department,
    former,
    threadKeys: [...members].map((place) => threads[place]!.key).sort((left, right) => left - right),
  }));
}

interface GrowingTopic {
  readonly places: readonly number[];
  readonly names: readonly Uint32Array[];
  readonly centre: () => Float32Array | undefined;
  readonly members: Set<number>;
}

/** A thread may be in several topics: those of its neighbours, and those whose name it says. */
function joinFurther(topics: readonly GrowingTopic[], threads: readonly ForumThread[], nearest: readonly (readonly Neighbour[])[]): void {
  const own = threads.map((): GrowingTopic[] => []);
  for (const topic of topics) for (const place of topic.places) own[place]!.push(topic);
  const byFirstWord = grouped(topics.flatMap((topic) => topic.names.map((name) => ({ first: name[0], topic }))), ({ first }) => first);
  for (const [place, thread] of threads.entries()) {
    const voters = nearest[place]!.slice(0, VOTERS).map(({ place: other, similarity }) => ({ similarity, topics: own[other]! }));
    for (const topic of votedFor(voters)) topic.members.add(place);
    const perhaps = new Set([...new Set(thread.words)].flatMap((word) => byFirstWord.get(word) ?? []).map(({ topic }) => topic));
    for (const topic of perhaps) if (belongsByName(thread, topic)) topic.members.add(place);
  }
}
