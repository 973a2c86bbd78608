import { inPath } from "./address.ts";
import { createAsking } from "./asking.ts";
import { read, type Caller } from "./caller.ts";
import type { KindredTopics } from "./kindred-client.ts";
import type { Routes } from "./routes.ts";
import type { TopicEditPage, TopicEditsOptions, TopicOptions, TopicPage, TopicsOptions, TopicWithThreads } from "./shapes.ts";

export function createTopicMethods(v1: Routes["v1"], caller: Caller): KindredTopics {
  const { list, ofOne } = createAsking(caller);
  const topic = v1.topics[":id"];
  return {
    get: ofOne<TopicOptions, TopicWithThreads>(topic),
    list: list<TopicsOptions, TopicPage>(v1.topics),
    edit: async (id, changes, call) => read(topic.$patch({ param: inPath(id), query: {}, json: changes }, caller.once(call))),
    edits: list<TopicEditsOptions, TopicEditPage>(v1["topic-edits"]),
  };
}
