import type { FollowUp } from "../search/follower.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { ChangeFeed } from "../store/changes.ts";
import type { ForumReader } from "../store/reading.ts";
import type { DuplicateClusters, DuplicatePair, FindingProgress } from "./answers.ts";
import type { Background, ForumBackground } from "./background.ts";
import { DUPLICATE_CUTS } from "./cuts.ts";
import { hubsOf } from "./candidates.ts";
import { createFindingsKeeper, type Findings } from "./findings.ts";
import { createPairBook } from "./pair-book.ts";
import { createPairing } from "./pairing.ts";
import { createSlices, type Slice } from "./slices.ts";
import { createWordBook, questionText, type QuestionText } from "./word-book.ts";

/** After a failure it is tried again no sooner, in milliseconds. */
const RETRY_MS = 10_000;

/** Holds all pairs above a floor while threads come, change and go; in memory alone. */
export interface DuplicateFinder {
  /** Takes in what changed; the first call begins to look through the whole index, and before it nothing is held. */
  begin(): void;
  /** Resolves once all that was begun is done. */
  settled(): Promise<void>;
  /** Ends looking, at once and for good. */
  stop(): Promise<void>;
  /** Follows changes from the first `begin` on. */
  readonly followUp: FollowUp;
  /** What is found and in order; the same object until that changes. */
  findings(): Findings;
  progress(): FindingProgress;
  /** All pairs above the floor, surest first, equal ones by key. */
  pairs(): readonly DuplicatePair[];
  /** Pairs of one thread, surest first; also those that are not in order yet. */
  pairsOf(threadKey: number): readonly DuplicatePair[];
  /** No pair is compared anew. */
  clusters(threshold?: number): DuplicateClusters;
}

export interface DuplicateFinderDependencies {
  readonly feed: Pick<ChangeFeed, "changedSince">;
  readonly index: SearchIndex;
  readonly reader: Pick<ForumReader, "threadsByKey">;
  /** Number of the newest change that `index` shows. */
  readonly sequence: () => number;
  readonly background: ForumBackground;
  /** Whether searching is quick: while a graph is built, each look takes ten times as long. */
  readonly ready?: () => boolean;
  readonly log: (message: string) => void;
}

/** Finds pairs of a whole index once, and then of what comes, changes and goes. */
export function createDuplicateFinder(dependencies: DuplicateFinderDependencies): DuplicateFinder {
  const { feed, index, reader, sequence, background: ofForum, ready = () => true, log } = dependencies;
  const book = createWordBook();
  const found = createPairBook();
  const findings = createFindingsKeeper(found);
  const pairing = createPairing({ index, book, found });
  const stopping = new AbortController();
  const stopped = new Promise<never>((_, reject) => stopping.signal.addEventListener("abort", () => reject(stopping.signal.reason as Error)));
  stopped.catch(() => undefined);
  /** Threads whose texts are not up to date, and those whose pairs alone are not. */
  const unread = new Set<number>();
  const unpaired = new Set<number>();
  /** Threads whose documents are damaged, until they change. */
  const unusable = new Set<number>();
  let background: Background | undefined;
  /** Newest change that is taken in; undefined before the first look. */
  let noticed: number | undefined;
  let going: Promise<void> | undefined;
  let retryAt = 0;

  /** What went is forgotten at once; what came or changed waits for its turn. */
  function notice(): void {
    const shown = sequence();
    if (noticed === undefined) for (const { key } of index.threads()) unread.add(key);
    else if (noticed < shown) {
      for (const key of feed.changedSince(noticed).threadKeys) {
        unusable.delete(key);
        if (index.threadsByKey([key]).length > 0) unread.add(key);
        else forget(key);
      }
    }
    noticed = shown;
    // A thread whose vectors came late, because another model wrote it, is in no change.
    if (index.threadCount > book.size + unread.size + unusable.size) {
      for (const { key } of index.threads()) if (!book.has(key) && !unusable.has(key)) unread.add(key);
    }
  }

  function forget(key: number): void {
    unread.delete(key);
    unpaired.delete(key);
    if (!book.has(key)) return;
    pairItsCopiesAnew(key);
    book.remove(key);
    found.remove(key);
    findings.leaveOut(key);
  }

  /** Where many are copies of one text they hold on to some of them, and to others when one of these goes. */
  function pairItsCopiesAnew(key: number): void {
    const form = book.text(key)?.normalForm;
    if (form === undefined || form === null) return;
    const hubs = hubsOf(form, book);
    if (hubs.has(key) && book.copies(form).size > hubs.size) for (const other of book.copies(form)) if (other !== key) unpaired.add(other);
  }

  async function work(): Promise<void> {
    const slice = createSlices(stopping.signal);
    while (unread.size + unpaired.size > 0 || found.changed) {
      await readAll(slice);
      await lookAtBackground();
      await pairSome(slice);
      if (unread.size > 0) continue;
      // Who pages through what is found sees it grow.
      if (unpaired.size === 0) await findings.rest(stopping.signal);
      await findings.renew(slice);
    }
  }

  async function readAll(slice: Slice): Promise<void> {
    for (const key of unread) {
      const text = readText(key);
      if (text === undefined) forget(key);
      else {
        pairItsCopiesAnew(key);
        book.put(key, text);
        unpaired.add(key);
        unread.delete(key);
      }
      await slice();
    }
  }

  /** What is damaged is left out, and must not keep others from being found. */
  function readText(key: number): QuestionText | undefined {
    try {
      const thread = reader.threadsByKey([key]).get(key);
      return thread && questionText(thread);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      unusable.add(key);
      // Not what it says: a message may hold words of the text.
      log(`The document of the thread with key ${key} is damaged; its duplicates are not looked for. Ingest the thread anew.`);
      return undefined;
    }
  }

  async function lookAtBackground(): Promise<void> {
    const latest = await Promise.race([ofForum.now(), stopped]);
    if (latest === background) return;
    background = latest;
    for (const { key } of index.threads()) if (book.has(key)) unpaired.add(key);
  }

  /** All that wait, unless others come or it is time to show what was found. */
  async function pairSome(slice: Slice): Promise<void> {
    for (const key of unpaired) {
      if (unread.size > 0 || findings.due) return;
      await pairing.pairUp(key, background!, slice);
      unpaired.delete(key);
    }
  }

  function begin(): void {
    if (stopping.signal.aborted) return;
    notice();
    if (going !== undefined || (unread.size + unpaired.size === 0 && !found.changed) || !ready() || performance.now() < retryAt) return;
    going = work()
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        retryAt = performance.now() + RETRY_MS;
        log(`Duplicates could not be looked for: ${String(error)}. It is tried again in ${RETRY_MS} ms.`);
      })
      .finally(() => (going = undefined));
  }

  async function settled(): Promise<void> {
    while (going !== undefined) await going;
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await settled();
  }

  return {
    begin,
    settled,
    stop,
    followUp: { begin: () => void (noticed !== undefined && begin()), settled, stop },
    findings: findings.shown,
    progress: () => {
      const pending = noticed === undefined ? index.threadCount : unread.size + unpaired.size;
      return { complete: noticed === sequence() && pending === 0 && !found.changed && going === undefined, threads: index.threadCount, pending };
    },
    pairs: () => findings.shown().pairs,
    pairsOf: found.of,
    clusters: (threshold = DUPLICATE_CUTS.line) => findings.shown().clusters(threshold),
  };
}
