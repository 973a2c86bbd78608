import { wordDigests } from "../forum/words.ts";
import type { TopicMembers, TopicRecord } from "../store/topics.ts";

/** A topic that is there already, as mining meets it again. */
export interface FormerTopic {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  /** A thread, a file or an editor gave it its name: mining neither renames nor removes it. */
  readonly curated: boolean;
  /** Of its name and its aliases. */
  readonly names: readonly Uint32Array[];
  /** Threads that name it themselves. */
  readonly namedBy: ReadonlySet<number>;
  /** What it is known by: threads that name it, or where none does, that joined it. What mining added to the former tells nothing. */
  readonly threadKeys: ReadonlySet<number>;
}

const NO_MEMBERS: TopicMembers = { named: [], joined: [] };

/** Hidden and merged topics as well: what an editor took out of the lists must not come back under another id. */
export function formerTopics(records: readonly TopicRecord[], members: ReadonlyMap<number, TopicMembers>): FormerTopic[] {
  return records.map(({ key, id, name, aliases, department, origin, pinned, hidden, mergedInto }) => {
    const { named, joined } = members.get(key) ?? NO_MEMBERS;
    return {
      id,
      name,
      department,
      curated: origin !== "mined" || pinned || hidden || mergedInto !== null,
      names: [name, ...aliases].map((text) => wordDigests(text)),
      namedBy: new Set(named),
      threadKeys: new Set(named.length > 0 ? named : joined),
    };
  });
}
