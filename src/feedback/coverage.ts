import { KindredError } from "../forum/errors.ts";
import { digestOf } from "../forum/passage.ts";
import type { Recommender, SimilarOptions } from "../recommend/answers.ts";
import type { IndexedThread, SearchIndex } from "../search/search-index.ts";

/** As many as a list under a thread holds. */
export const FULL_LIST = 4;
/** What a reader is shown under a thread. */
const AS_SHOWN: SimilarOptions = { limit: FULL_LIST, collapse: true, explain: false };
/** Ids told of threads without a neighbour. */
const MOST_EXAMPLES = 10;
const PROGRESS_EVERY = 500;

/** How many threads have how many neighbours above the cut: 4 or more, 1 to 3, and none. */
export interface NeighbourCounts {
  readonly threads: number;
  readonly full: number;
  readonly short: number;
  readonly none: number;
}

export interface Coverage {
  /** Public threads in the index, of which `measured.threads` were looked at. */
  readonly threads: number;
  readonly measured: NeighbourCounts;
  /** By department (null: without one), the largest first. */
  readonly departments: readonly (NeighbourCounts & { readonly department: string | null })[];
  /** Ids of some that have no neighbour. */
  readonly withoutNeighbours: readonly string[];
}

export interface CoverageOptions {
  /** Looks at so many threads, drawn by their ids: the same at every run. Absent: all. */
  readonly sample?: number | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

interface Neighbourhood {
  readonly thread: IndexedThread;
  readonly neighbours: number;
}

/** Asks the recommender what is shown under each thread; the index must have been loaded. */
export async function measureCoverage(
  { index, recommender }: { readonly index: Pick<SearchIndex, "threads">; readonly recommender: Pick<Recommender, "similar"> },
  { sample, onProgress = () => undefined }: CoverageOptions = {},
): Promise<Coverage> {
  const threads = index.threads();
  const drawn = draw(threads, sample);
  const measured: Neighbourhood[] = [];
  for (const [place, thread] of drawn.entries()) {
    if (place % PROGRESS_EVERY === 0) onProgress(place, drawn.length);
    const neighbours = await neighboursOf(thread, recommender);
    if (neighbours !== undefined) measured.push({ thread, neighbours });
  }
  const names = [...new Set(measured.map(({ thread }) => thread.department))];
  const departments = names.map((department) => ({ department, ...countsOf(measured.filter(({ thread }) => thread.department === department)) }));
  return {
    threads: threads.length,
    measured: countsOf(measured),
    departments: departments.sort((left, right) => right.threads - left.threads || ((left.department ?? "") < (right.department ?? "") ? -1 : 1)),
    withoutNeighbours: measured.filter(({ neighbours }) => neighbours === 0).slice(0, MOST_EXAMPLES).map(({ thread }) => thread.id),
  };
}

function draw(threads: readonly IndexedThread[], sample: number | undefined): readonly IndexedThread[] {
  const byDraw = threads.map((thread) => ({ thread, draw: digestOf(thread.id) })).sort((left, right) => (left.draw < right.draw ? -1 : 1));
  return byDraw.slice(0, sample).map(({ thread }) => thread);
}

/** Undefined for a thread that was hidden or deleted meanwhile. */
async function neighboursOf({ id }: IndexedThread, recommender: Pick<Recommender, "similar">): Promise<number | undefined> {
  try {
    return (await recommender.similar({ threadId: id }, AS_SHOWN)).items.length;
  } catch (error) {
    if (error instanceof KindredError && error.code === "thread_not_found") return undefined;
    throw error;
  }
}

function countsOf(measured: readonly Neighbourhood[]): NeighbourCounts {
  const none = measured.filter(({ neighbours }) => neighbours === 0).length;
  const full = measured.filter(({ neighbours }) => neighbours >= FULL_LIST).length;
  return { threads: measured.length, full, short: measured.length - full - none, none };
}
