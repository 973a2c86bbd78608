import type { Decision, EditorApi } from "./api.ts";

/** As many decisions as the service takes at once. */
const MOST_AT_ONCE = 200;

/** Decisions that belong together. */
export interface Letter {
  readonly decisions: readonly Decision[];
  /** Shows what they are about, where they could not be sent. */
  show(): void;
  /** Makes the page as it was before them, where they are given up. */
  restore(): void;
}

export interface Outbox {
  /** Decisions that are not confirmed. */
  readonly size: number;
  add(letter: Letter): void;
  /** Sends what is left once more; gives whether all of it arrived. */
  resume(): Promise<boolean>;
  /** Forgets what is left, the last first. */
  giveUp(): void;
}

interface OutboxOptions {
  /** Told after each change of what is left. */
  readonly onChange: () => void;
  /** What is left waits until it is resumed or given up. */
  readonly onFailure: (error: unknown) => void;
}

/** Sends decisions in the order they were made, one letter at a time: of two on one pair the later must stand. */
export function createOutbox(send: EditorApi["decide"], { onChange, onFailure }: OutboxOptions): Outbox {
  const letters: Letter[] = [];
  let sending = false;

  async function sendAll(): Promise<boolean> {
    if (sending) return false;
    sending = true;
    try {
      for (let letter = letters[0]; letter !== undefined; letter = letters[0]) {
        // Sent again after a failure, a part that arrived already changes nothing: each pair gets what it has.
        for (let start = 0; start < letter.decisions.length; start += MOST_AT_ONCE) {
          await send(letter.decisions.slice(start, start + MOST_AT_ONCE));
        }
        letters.shift();
        onChange();
      }
      return true;
    } catch (error) {
      letters[0]?.show();
      onFailure(error);
      return false;
    } finally {
      sending = false;
    }
  }

  return {
    get size() {
      return letters.reduce((sum, { decisions }) => sum + decisions.length, 0);
    },
    add(letter) {
      letters.push(letter);
      onChange();
      void sendAll();
    },
    resume: sendAll,
    giveUp() {
      for (const letter of letters.splice(0).toReversed()) letter.restore();
      onChange();
    },
  };
}
