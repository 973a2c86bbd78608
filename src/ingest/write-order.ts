/** When a write was asked for, and what it was to follow upon. */
export interface Ticket {
  readonly id: string;
  readonly number: number;
  /** Revision of the thread at that moment. */
  readonly revision: number;
}

/**
 * Keeps writes of one thread in the order they were asked for, though embedding a long one takes a while: a slow
 * write must not bring back what a later one hid. Other processes' writes show in the revision alone, and count as later.
 */
export interface WriteOrder {
  /**
   * Takes a ticket when a write is asked for; every ticket is given back with `close`.
   * @param from the revision that what is written was made from; the newest unless told.
   */
  open(id: string, from?: number): Ticket;
  close(ticket: Ticket): void;
  /** The revision that this write may follow upon; undefined where a later write was faster. */
  follows(ticket: Ticket): number | undefined;
  written(ticket: Ticket): void;
}

/** @param revision number of a thread's last change, 0 for none. */
export function createWriteOrder(revision: (id: string) => number): WriteOrder {
  const open = new Set<Ticket>();
  /** Threads written by this process while tickets are open. */
  const last = new Map<string, { readonly number: number; readonly revision: number }>();
  let count = 0;

  return {
    open: (id, from = revision(id)) => {
      count += 1;
      const ticket = { id, number: count, revision: from };
      open.add(ticket);
      return ticket;
    },
    close: (ticket) => {
      open.delete(ticket);
      if (open.size === 0) last.clear();
    },
    follows: ({ id, number, revision: asked }) => {
      const before = last.get(id);
      if (before === undefined) return asked;
      return before.number > number ? undefined : before.revision;
    },
    written: ({ id, number }) => last.set(id, { number, revision: revision(id) }),
  };
}
