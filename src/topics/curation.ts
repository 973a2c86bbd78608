import { embedAll } from "../embedding/embed-all.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { CuratedTopic } from "../forum/curated-topic.ts";
import { digestOf } from "../forum/passage.ts";
import type { NameVectors, TopicEdit, TopicRecord, TopicStore } from "../store/topics.ts";

/** Topics as people want them: names get their vectors before they are written. */
export interface Curation {
  /** @throws KindredError as `TopicStore.edit` does */
  edit(id: string, edit: TopicEdit, editor: string | null): Promise<TopicRecord>;
  /** Takes a file's topics in. */
  put(topics: readonly CuratedTopic[]): Promise<ReturnType<TopicStore["putCurated"]>>;
}

export interface CurationDependencies {
  readonly embedder: Pick<Embedder, "embed">;
  readonly topics: Pick<TopicStore, "edit" | "putCurated">;
  /** Told when topics may have changed, so that the next answer shows it. */
  readonly onCommit: () => void;
}

export function createCuration({ embedder, topics, onCommit }: CurationDependencies): Curation {
  async function embedded(names: readonly string[]): Promise<NameVectors> {
    const different = [...new Set(names)];
    const vectors = await embedAll(embedder, different);
    return new Map(different.map((name, place) => [digestOf(name), vectors[place]!]));
  }

  return {
    edit: async (id, edit, editor) => {
      const vectors = await embedded([...(edit.name === undefined ? [] : [edit.name]), ...(edit.aliases ?? [])]);
      const record = topics.edit(id, edit, editor, vectors);
      onCommit();
      return record;
    },
    put: async (curated) => {
      const vectors = await embedded(curated.flatMap(({ name, aliases }) => [name, ...aliases]));
      const counts = topics.putCurated(curated, vectors);
      onCommit();
      return counts;
    },
  };
}
