import { setImmediate } from "node:timers/promises";
import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import type { ReviewedPair } from "../../duplicates/answers.ts";
import { KindredError } from "../../forum/errors.ts";
import { ClusterPage, PairPage, WholeCluster } from "../contract/duplicates.ts";
import { ClusterQuery, ClustersQuery, PairsQuery } from "../contract/duplicate-filters.ts";
import { pageAsked } from "../contract/paging.ts";
import { ThreadPath } from "../contract/threads.ts";
import { requireEditor } from "../editor-key.ts";
import { fileHeaders } from "../file-headers.ts";
import { pairsAsCsv } from "../pair-file.ts";
import { PROBLEMS } from "../problem.ts";
import { createRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { answer, FOR_EDITORS, problems } from "./describe.ts";
import { clusterPageExample, pairPageExample, wholeClusterExample } from "./duplicate-examples.ts";

const tags = ["Duplicates"];
const security = FOR_EDITORS;
const refusals = ["invalid_request", "key_missing", "key_refused", "overloaded", "index_unusable", "internal"] as const;

const pairPage = answer("One page of pairs, or a file of all that match.", PairPage, pairPageExample);

const listPairs = createRoute({
  method: "get",
  path: "/v1/duplicates",
  operationId: "listDuplicatePairs",
  tags,
  summary: "Pairs of threads that may ask the same",
  security,
  request: { query: PairsQuery },
  responses: {
    200: { ...pairPage, content: { ...pairPage.content, "text/csv": { schema: z.string() } } },
    ...problems(...refusals),
  },
});

const listClusters = createRoute({
  method: "get",
  path: "/v1/duplicates/clusters",
  operationId: "listDuplicateClusters",
  tags,
  summary: "Clusters of threads that may ask the same",
  description:
    "Threads are in one cluster where pairs that score at least `minScore` join them. A single pair does not join two groups that " +
    "otherwise have nothing in common.",
  security,
  request: { query: ClustersQuery },
  responses: { 200: answer("One page of clusters.", ClusterPage, clusterPageExample), ...problems(...refusals) },
});

const readCluster = createRoute({
  method: "get",
  path: "/v1/duplicates/clusters/{id}",
  operationId: "readDuplicateCluster",
  tags,
  summary: "The cluster that holds a thread, with all of its threads and pairs",
  description: "The id of any of its threads leads to it. At another `minScore` the same thread may be in another cluster, or in none.",
  security,
  request: { params: ThreadPath, query: ClusterQuery },
  responses: { 200: answer("The cluster.", WholeCluster, wholeClusterExample), ...problems("cluster_not_found", ...refusals) },
});

export function createDuplicateRoutes({ duplicates: { review }, keys }: Pick<Services, "duplicates" | "keys">) {
  const middleware = requireEditor(keys);
  return createRouter()
    .openapi({ ...listPairs, middleware }, async (c) => {
      const { format, offset, limit, ...asked } = c.req.valid("query");
      if (format === "csv") {
        const pairs: ReviewedPair[] = [];
        for (const some of review.allPairs(asked)) {
          pairs.push(...some);
          await setImmediate();
        }
        return c.body(pairsAsCsv(pairs), 200, fileHeaders("text/csv", "duplicate-pairs.csv"));
      }
      const page = pageAsked({ offset, limit });
      return c.json({ ...review.pairs({ ...asked, ...page }), ...page }, 200);
    })
    .openapi({ ...listClusters, middleware }, (c) => {
      const { offset, limit, ...asked } = c.req.valid("query");
      return c.json({ ...review.clusters({ ...asked, offset, limit }), offset, limit }, 200);
    })
    .openapi({ ...readCluster, middleware }, (c) => {
      const cluster = review.cluster(c.req.valid("param").id, c.req.valid("query").minScore);
      if (cluster === undefined) throw new KindredError("cluster_not_found", PROBLEMS.cluster_not_found.title, PROBLEMS.cluster_not_found.remedy);
      return c.json(cluster, 200);
    });
}
