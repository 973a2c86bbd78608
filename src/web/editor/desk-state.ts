import type { ClusterPair } from "../../duplicates/answers.ts";
import type { Thread } from "../../forum/thread.ts";
import type { Progress } from "./api.ts";
import type { Entry } from "./entries.ts";
import type { Filters } from "./filters.ts";
import { samePair, type Matter } from "./matter.ts";

/** What went wrong, and what to do. */
export interface Trouble {
  readonly message: string;
  readonly remedy: string;
}

/** A place that takes the focus once it is shown. */
type Place = "signIn" | "list" | "entry" | "comparison" | "trouble" | "search";

/** All that the page shows. */
export interface DeskState {
  readonly signedIn: boolean;
  /** Why the last key was not taken. */
  readonly complaint?: Trouble | undefined;
  readonly filters: Filters;
  readonly list: {
    readonly entries: readonly Entry[];
    readonly total: number;
    /** False until the first answer. */
    readonly known: boolean;
    /** What is shown is of earlier filters, or more is on its way. */
    readonly busy: boolean;
    readonly trouble?: Trouble;
  };
  readonly progress?: Progress;
  /** What is open, and the pair of it that is shown. */
  readonly matter?: Matter | undefined;
  readonly pair?: Pick<ClusterPair, "left" | "right"> | undefined;
  /** The thread of the pair that the editor keeps instead of the proposed one. */
  readonly chosen?: string | undefined;
  /** Id of the entry that was open last. */
  readonly lastOpened?: string | undefined;
  /** Id of an entry on its way. */
  readonly opening?: string | undefined;
  readonly openTrouble?: (Trouble & { readonly id: string }) | undefined;
  /** Whole threads by id; null for those that are gone. */
  readonly threads: ReadonlyMap<string, Thread | null>;
  /** Decisions that the service has not confirmed, and what keeps them. */
  readonly unsaved: number;
  readonly saveTrouble?: Trouble | undefined;
  readonly fileTrouble?: Trouble | undefined;
  /** How many steps can be undone. */
  readonly undoable: number;
  /** The last thing that happened, for those who do not see it. */
  readonly said: string;
  /** Where the focus goes; the turn tells one time from the next. */
  readonly focus?: { readonly place: Place; readonly turn: number };
  readonly shortcuts: boolean;
  readonly help: boolean;
}

export function initialState(filters: Filters, { signedIn, shortcuts }: Pick<DeskState, "signedIn" | "shortcuts">): DeskState {
  return {
    signedIn, shortcuts, filters,
    list: { entries: [], total: 0, known: false, busy: false },
    threads: new Map(),
    unsaved: 0,
    undoable: 0,
    said: "",
    help: false,
  };
}

/** The pair that is shown, as it is known now. */
export function shownPair({ matter, pair }: Pick<DeskState, "matter" | "pair">): ClusterPair | undefined {
  return pair === undefined ? undefined : matter?.pairs.find((each) => samePair(each, pair));
}

/** What moves the focus to a place, also where it was moved there before. */
export const focusOn = (place: Place, { focus }: DeskState): Pick<DeskState, "focus"> => ({ focus: { place, turn: (focus?.turn ?? 0) + 1 } });
