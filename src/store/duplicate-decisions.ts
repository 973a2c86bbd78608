import { KindredError } from "../forum/errors.ts";
import type { Thread } from "../forum/thread.ts";
import { BEST_FIRST } from "./best-first.ts";
import { explained, type Database } from "./database.ts";
import type { Page, PageRequest } from "./page.ts";

/** What an editor says of two threads; "open" takes back what was said before. */
export type Decision = "duplicate" | "related" | "unrelated" | "skipped" | "open";

/** One decision on a pair of threads, by their ids. */
export interface DuplicateDecision {
  /** From 1; of two decisions on a pair the one with the higher number stands. */
  readonly sequence: number;
  /** The lower id of the two, whichever was named first. */
  readonly left: string;
  readonly right: string;
  readonly decision: Decision;
  /** Of duplicates the one that stands for both; null for any other decision. */
  readonly canonical: string | null;
  /** What the pair scored when it was decided, 0 to 1; null where nobody said. */
  readonly score: number | null;
  readonly editor: string;
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
}

export interface AskedDecision {
  /** Two different ids, in any order. */
  readonly left: string;
  readonly right: string;
  readonly decision: Decision;
  /** One of the two, of duplicates alone; unless given, the one that answers best. */
  readonly canonical?: string | undefined;
  readonly score?: number | null | undefined;
}

export interface DecisionFilter {
  /** Only those that stand: the last of each pair, unless that took it back. */
  readonly current?: boolean | undefined;
  readonly editor?: string | undefined;
}

/** Two threads that people judged, as they read now. */
export interface LabelledPair {
  readonly left: Thread;
  readonly right: Thread;
  readonly isRelated: boolean;
}

/** Every decision there ever was. Those about a thread that is not public are kept, and are in no answer until it is. */
export interface DuplicateDecisions {
  /**
   * Adds a decision, in one transaction.
   * @throws KindredError `thread_not_found` where one of the two is not public this moment
   */
  decide(asked: AskedDecision, editor: string): DuplicateDecision;
  /** Adds them in this order, in one transaction: all or none. @throws KindredError as `decide` does for any of them */
  decideAll(asked: readonly AskedDecision[], editor: string): DuplicateDecision[];
  /** Newest first. */
  decisions(request: PageRequest & DecisionFilter): Page<DuplicateDecision>;
  /** What stands and says whether two threads are related, oldest first: duplicates are, too. */
  labels(filter: Pick<DecisionFilter, "editor">): LabelledPair[];
}

/** A limit that is none, for SQLite. */
export const ALL: PageRequest = { offset: 0, limit: -1 };

const STANDS = `decision <> 'open' AND NOT EXISTS (
  SELECT 1 FROM duplicate_decisions later
  WHERE later.left_id = d.left_id AND later.right_id = d.right_id AND later.sequence > d.sequence)`;
/** CROSS: threads by their ids. SQLite would rather look through all that is public. */
const FROM = `
  FROM duplicate_decisions d
  CROSS JOIN threads l ON l.id = d.left_id AND l.visibility = 'public'
  CROSS JOIN threads r ON r.id = d.right_id AND r.visibility = 'public'`;
const BY_EDITOR = "(@editor IS NULL OR editor = @editor)";
const COLUMNS = "sequence, left_id AS left, right_id AS right, decision, canonical, score, editor, decided_at AS decidedAt";

export function createDuplicateDecisions(database: Database): DuplicateDecisions {
  const bestFirst = database
    .prepare<[string, string], string>(`SELECT id FROM threads WHERE id IN (?, ?) AND visibility = 'public' ORDER BY ${BEST_FIRST}`)
    .pluck();
  const insert = database.prepare<object, DuplicateDecision>(`
    INSERT INTO duplicate_decisions (left_id, right_id, decision, canonical, score, editor, decided_at)
    VALUES (@left, @right, @decision, @canonical, @score, @editor, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) RETURNING ${COLUMNS}`);
  const pagesWhere = (condition: string) => ({
    items: database.prepare<object, DuplicateDecision>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${condition} ORDER BY sequence DESC LIMIT @limit OFFSET @offset`,
    ),
    total: database.prepare<object, number>(`SELECT count(*) ${FROM} WHERE ${condition}`).pluck(),
  });
  const all = pagesWhere(BY_EDITOR);
  const standing = pagesWhere(`${BY_EDITOR} AND ${STANDS}`);
  const labelled = database.prepare<object, { left: string; right: string; decision: Decision }>(`
    SELECT l.document AS left, r.document AS right, decision ${FROM}
    WHERE ${BY_EDITOR} AND ${STANDS} AND decision <> 'skipped' ORDER BY sequence`);

  const decide = database.transaction(({ left, right, decision, canonical, score = null }: AskedDecision, editor: string) => {
    const [best, other] = bestFirst.all(left, right);
    if (best === undefined || other === undefined) {
      throw new KindredError("thread_not_found", "One of the two threads is not there.", "Take ids from GET /v1/threads.");
    }
    const [lower, higher] = left < right ? [left, right] : [right, left];
    const stands = decision === "duplicate" ? (canonical ?? best) : null;
    return insert.get({ left: lower, right: higher, decision, canonical: stands, score, editor })!;
  });

  const decideAll = database.transaction((asked: readonly AskedDecision[], editor: string) => asked.map((one) => decide(one, editor)));

  return {
    decide: (asked, editor) => explained(() => decide.immediate(asked, editor)),
    decideAll: (asked, editor) => explained(() => decideAll.immediate(asked, editor)),
    decisions: ({ current = false, editor = null, offset, limit }) => {
      const { items, total } = current ? standing : all;
      return { items: items.all({ editor, offset, limit }), total: total.get({ editor })! };
    },
    labels: ({ editor = null }) =>
      labelled.all({ editor }).map(({ left, right, decision }) => ({
        left: JSON.parse(left) as Thread,
        right: JSON.parse(right) as Thread,
        isRelated: decision !== "unrelated",
      })),
  };
}
