import { createAsking } from "./asking.ts";
import { read, type Caller } from "./caller.ts";
import type { KindredDuplicates } from "./kindred-client.ts";
import type { Routes } from "./routes.ts";
import type * as shapes from "./shapes.ts";

/** What these routes give for another `format`. */
type File = string;

export function createDuplicateMethods({ duplicates }: Routes["v1"], caller: Caller): KindredDuplicates {
  const { list, ofOne, ofText } = createAsking(caller);
  const { once } = caller;
  return {
    check: ofText(duplicates.check),
    pairs: list<shapes.DuplicatePairsOptions, shapes.DuplicatePairPage | File>(duplicates),
    clusters: list<shapes.DuplicateClustersOptions, shapes.DuplicateClusterPage>(duplicates.clusters),
    cluster: ofOne<shapes.DuplicateClusterOptions, shapes.DuplicateCluster>(duplicates.clusters[":id"]),
    decide: async (decision, call) => read(duplicates.decisions.$post({ query: {}, json: decision }, once(call))),
    decideAll: async (decisions, call) => read(duplicates.decisions.batch.$post({ query: {}, json: { decisions: [...decisions] } }, once(call))),
    decisions: list<shapes.DuplicateDecisionsOptions, shapes.DuplicateDecisionPage | File>(duplicates.decisions),
  };
}
