import { createDesk } from "../../../src/web/editor/desk.ts";
import { initialState, type DeskState } from "../../../src/web/editor/desk-state.ts";
import { Refusal, type Decision, type EditorApi } from "../../../src/web/editor/api.ts";
import { usualFilters, type Filters } from "../../../src/web/editor/filters.ts";
import { createKeptKey, type Shelf } from "../../../src/web/editor/kept-key.ts";
import { createStore } from "../../../src/web/editor/store.ts";
import type { WholeCluster } from "../../../src/duplicates/answers.ts";
import { decided, matterOfCluster } from "../../../src/web/editor/matter.ts";

function createShelf(): Shelf {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
}

/** A service in memory that tells what it was sent, and refuses on demand. */
export function createFakeService(clusters: readonly WholeCluster[]) {
  const sent: (readonly Decision[])[] = [];
  const asked: Filters[] = [];
  /** What the next decisions meet, in turn. */
  const refusals: Refusal[] = [];
  let goodKey = "good";
  let key = () => goodKey;
  let complete = true;
  let slow: Promise<void> | undefined;
  const standing = new Map<string, Decision>();

  const now = (cluster: WholeCluster): WholeCluster => {
    const { pairs } = decided(matterOfCluster("", cluster), [...standing.values()]);
    return { ...cluster, pairs, judgedCount: pairs.filter(({ judgement }) => judgement !== null).length };
  };
  const progress = () => {
    const all = clusters.map(now);
    return {
      judging: { judged: all.reduce((sum, { judgedCount }) => sum + judgedCount, 0), total: all.reduce((sum, { pairCount }) => sum + pairCount, 0) },
      finding: { complete, threads: 100, pending: complete ? 0 : 40 },
    };
  };
  const admit = async (signal?: AbortSignal) => {
    if (key() !== goodKey) throw new Refusal(401, "This is not the key of an editor.", "Ask for one.");
    await slow;
    signal?.throwIfAborted();
  };
  const api: EditorApi = {
    async clusters(filters, { offset, limit }, signal) {
      asked.push(filters);
      await admit(signal);
      const found = clusters.map(now).filter(({ judgedCount, pairCount }) => filters.state === "all" || (filters.state === "open") === judgedCount < pairCount);
      return { items: found.slice(offset, offset + limit), total: found.length, ...progress() };
    },
    async pairs(filters, { offset, limit }, signal) {
      asked.push(filters);
      await admit(signal);
      const found = clusters.map(now).flatMap(({ pairs, threads }) =>
        pairs.map((pair) => ({ ...pair, left: threads.find(({ id }) => id === pair.left)!, right: threads.find(({ id }) => id === pair.right)! })),
      );
      return { items: found.slice(offset, offset + limit), total: found.length, ...progress() };
    },
    async cluster(threadId, _, signal) {
      await admit(signal);
      const found = clusters.find(({ threads }) => threads.some(({ id }) => id === threadId));
      if (found === undefined) throw new Refusal(404, "There is no such cluster.", "Take ids from the list.");
      return now(found);
    },
    async progress(_, signal) {
      await admit(signal);
      return progress();
    },
    thread: async (id) => ({ id, question: `Question ${id}`, tags: [], topics: [], replies: [], visibility: "public" }),
    async decide(decisions) {
      await admit();
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
      sent.push(decisions);
      for (const decision of decisions) standing.set(`${decision.left}\n${decision.right}`, decision);
      for (const [pair, { decision }] of standing) if (decision === "open") standing.delete(pair);
    },
    file: async () => new Blob(["left,right\r\n"]),
  };
  return {
    api, sent, asked, refusals,
    useKey(get: () => string) {
      key = get;
    },
    changeKey(next: string) {
      goodKey = next;
    },
    find(isComplete: boolean) {
      complete = isComplete;
    },
    /** Until what it gives is called, nothing is answered. */
    hold(): () => void {
      let release = () => {};
      slow = new Promise((resolve) => (release = resolve));
      return release;
    },
  };
}

/** A desk over a fake service, signed in unless `key` says otherwise. */
export function createFakeDesk(clusters: readonly WholeCluster[], { key = "good" } = {}) {
  const service = createFakeService(clusters);
  const [tab, device] = [createShelf(), createShelf()];
  if (key !== "") tab.setItem("kindred.editorKey", key);
  const kept = createKeptKey(tab, device);
  service.useKey(kept.get);
  const store = createStore<DeskState>(initialState(usualFilters(0.9), { signedIn: kept.get() !== "", shortcuts: true }));
  const saved: string[] = [];
  const desk = createDesk(store, service.api, { key: kept, saveFile: (file) => void saved.push(file), delays: { settle: 5, poll: 5 } });
  return { ...service, store, desk, saved, tab, device };
}
