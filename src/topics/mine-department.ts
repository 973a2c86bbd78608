import { wordDigests } from "../forum/words.ts";
import type { FormerTopic } from "./former-topics.ts";
import { unitMean, type ForumThread } from "./forum-threads.ts";
import { identifyTopics } from "./identify-topics.ts";
import { belongsByName, VOTERS, votedFor } from "./memberships.ts";
import { createNameFitting, findNamedGroups } from "./named-groups.ts";
import { createNaming } from "./names.ts";
import { createNeighbourGraph } from "./neighbour-graph.ts";
import { nearestOfEach } from "./neighbours.ts";
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
}

export interface MiningTools {
  readonly threads: readonly ForumThread[];
  readonly book: PhraseBook;
  readonly isName: IsName;
  /** Unit vectors of names, in their order. */
  readonly embed: (names: readonly string[]) => Promise<Float32Array[]>;
}

/** Finds the topics of one department: neighbours, communities, names, and which topics these were before. */
export async function mineDepartment({ department, places, formers }: DepartmentToMine, { threads: all, book, isName, embed }: MiningTools): Promise<FoundTopic[]> {
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
    keyOf: (place) => threads[place]!.key,
    placesOf: (threadKeys) => [...threadKeys].flatMap((key) => placeByKey.get(key) ?? []),
    fitOf: (members, name) => fitting.fit(members, naming.candidate(members, name)),
  }).map((topic) => ({ topic, centre: unitMean(topic.places.map((place) => vectors[place]!)) })).map(({ topic, centre }) => ({
    ...topic,
    centre: () => centre,
    names: topic.former?.curated === true ? topic.former.names : [wordDigests(topic.name)],
    members: new Set(topic.places),
  }));

  // A thread may be in several topics: those of its neighbours, and those whose name it says.
  const growing = topics.filter(({ asBefore }) => !asBefore);
  const byId = new Map(growing.map((topic) => [topic.id, topic]));
  const own = threads.map((): string[] => []);
  for (const { id, places: members } of growing) for (const place of members) own[place]!.push(id);
  for (const [place, thread] of threads.entries()) {
    const voters = nearest[place]!.slice(0, VOTERS).map(({ place: other, similarity }) => ({ similarity, topics: own[other]! }));
    for (const id of votedFor(voters)) byId.get(id)!.members.add(place);
    for (const topic of growing) if (belongsByName(thread, topic)) topic.members.add(place);
  }
  return topics.map(({ id, name, former, members }) => ({
    id,
    name,
    department,
    former,
    threadKeys: [...members].map((place) => threads[place]!.key).sort((left, right) => left - right),
  }));
}
