import { inPath } from "./address.ts";
import { createAsking } from "./asking.ts";
import { read, type Caller } from "./caller.ts";
import type { KindredThreads } from "./kindred-client.ts";
import type { Routes } from "./routes.ts";
import type { ThreadPage, ThreadsOptions } from "./shapes.ts";
import { batchesOf } from "./thread-batches.ts";

const BATCH_TIMEOUT_MS = 120_000;
/** As many as the service lists of one request. */
const MOST_LISTED = 100;

export function createThreadMethods({ threads }: Routes["v1"], caller: Caller): KindredThreads {
  const { again } = caller;
  return {
    get: async (id, call) => read(threads[":id"].$get({ param: inPath(id), query: {} }, again(call))),
    list: createAsking(caller).list<ThreadsOptions, ThreadPage>(threads),
    put: async (thread, call) => read(threads[":id"].$put({ param: inPath(thread.id), query: {}, json: thread }, again(call))),
    async putAll(all, call) {
      const counts = { added: 0, updated: 0, unchanged: 0, quarantined: 0 };
      const listed: { line: number; reason: string }[] = [];
      let before = 0;
      for await (const { lines, threads: length } of batchesOf(all)) {
        const sent = { headers: { "content-type": "application/x-ndjson" }, init: { body: lines }, ...again({ timeoutMs: BATCH_TIMEOUT_MS, ...call }) };
        const answer = await read(threads.$post({}, sent));
        for (const outcome of ["added", "updated", "unchanged", "quarantined"] as const) counts[outcome] += answer.threads[outcome];
        listed.push(...answer.quarantined.map(({ line, reason }) => ({ line: line + before, reason })).slice(0, MOST_LISTED - listed.length));
        before += length;
      }
      return { threads: counts, quarantined: listed };
    },
    async delete(id, call) {
      await threads[":id"].$delete({ param: inPath(id), query: {} }, again(call));
    },
  };
}
