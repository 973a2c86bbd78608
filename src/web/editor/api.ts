import type * as z from "zod";
import type { FindingProgress, JudgingProgress, ReviewedCluster, ReviewedPair, ReviewPage, WholeCluster } from "../../duplicates/answers.ts";
import type { Thread } from "../../forum/thread.ts";
import type { DecisionBody } from "../../http/contract/duplicate-decisions.ts";
import type { Problem } from "../../http/contract/problem.ts";
import { queryOf, type Filters } from "./filters.ts";

export type Decision = z.infer<typeof DecisionBody>;

/** Why something could not be had or done, in the service's words where it gave any. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** 0 where no answer came. */
  readonly status: number;
  readonly remedy: string;

  constructor(status: number, message: string, remedy: string) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}

/** How far everything is, beside whatever else was asked. */
export interface Progress {
  readonly judging: JudgingProgress;
  readonly finding: FindingProgress;
}

/** The service as an editor's page sees it. All throw `Refusal`, or what `signal` was aborted with. */
export interface EditorApi {
  clusters(filters: Filters, window: Window, signal?: AbortSignal): Promise<ReviewPage<ReviewedCluster>>;
  pairs(filters: Filters, window: Window, signal?: AbortSignal): Promise<ReviewPage<ReviewedPair>>;
  /** The cluster that holds a thread. */
  cluster(threadId: string, minScore: number, signal?: AbortSignal): Promise<WholeCluster>;
  progress(filters: Filters, signal?: AbortSignal): Promise<Progress>;
  thread(id: string): Promise<Thread>;
  /** All or none. */
  decide(decisions: readonly Decision[]): Promise<void>;
  file(file: ExportFile, filters: Filters): Promise<Blob>;
}

interface Window {
  readonly offset: number;
  readonly limit: number;
}

export type ExportFile = "pairs" | "decisions" | "labels";

/** A header holds no other letters, and no key does. */
const KEY = /^[\x21-\x7E]+$/;

/** @param key of the editor; it is sent in a header, never in an address */
export function createApi(key: () => string, send: typeof fetch = (...request) => fetch(...request)): EditorApi {
  async function ask(path: string, { signal, body }: { readonly signal?: AbortSignal | undefined; readonly body?: unknown } = {}): Promise<Response> {
    if (!KEY.test(key())) throw new Refusal(401, "This is not a key.", "A key has no spaces, and only Latin letters, digits and signs.");
    const response = await send(path, {
      headers: { authorization: `Bearer ${key()}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new Refusal(0, "The service cannot be reached.", "Check the connection.");
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
    throw new Refusal(response.status, problem.detail ?? `The service answered ${response.status}.`, problem.remedy ?? "Try again in a moment.");
  }

  async function read<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    return (await (await ask(path, { signal })).json()) as Answer;
  }

  const list = (path: string, filters: Filters, window: Partial<Window>) => {
    const query = queryOf(filters);
    for (const [name, value] of Object.entries(window)) query.set(name, String(value));
    return `${path}?${query.toString()}`;
  };

  return {
    clusters: (filters, window, signal) => read(list("/v1/duplicates/clusters", filters, window), signal),
    pairs: (filters, window, signal) => read(list("/v1/duplicates", filters, window), signal),
    cluster: (threadId, minScore, signal) => read(`/v1/duplicates/clusters/${encodeURIComponent(threadId)}?minScore=${minScore}`, signal),
    progress: (filters, signal) => read(list(filters.view === "pairs" ? "/v1/duplicates" : "/v1/duplicates/clusters", filters, { offset: 0, limit: 1 }), signal),
    thread: (id) => read(`/v1/threads/${encodeURIComponent(id)}`),
    async decide(decisions) {
      const [only, ...more] = decisions;
      if (more.length === 0) await ask("/v1/duplicates/decisions", { body: only });
      else await ask("/v1/duplicates/decisions/batch", { body: { decisions } });
    },
    async file(file, filters) {
      const query = queryOf({ ...filters, view: "pairs", order: "score" });
      query.set("format", "csv");
      const paths = { pairs: `/v1/duplicates?${query.toString()}`, decisions: "/v1/duplicates/decisions?format=csv", labels: "/v1/duplicates/decisions?format=tsv" };
      return (await ask(paths[file])).blob();
    },
  };
}
