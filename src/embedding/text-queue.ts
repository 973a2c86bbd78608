import { KindredError } from "../forum/errors.ts";

/** One call of `embed` that waits for vectors; `waiting` holds the places of texts that no worker has yet. */
export interface EmbedCall {
  readonly texts: readonly string[];
  readonly waiting: number[];
  readonly vectors: Float32Array[];
  /** Texts without a vector yet, handed to a worker or not. */
  unfinished: number;
  resolve(vectors: Float32Array[]): void;
  reject(error: unknown): void;
}

/** A text by its call and its place in it. */
export interface QueuedText {
  readonly call: EmbedCall;
  readonly position: number;
}

export interface QueueLimits {
  readonly texts: number;
  readonly characters: number;
}

/** A call of at most this many texts is someone waiting at a page; a longer one is an ingest. */
const SHORT_CALL_TEXTS = 2;
/** While short calls wait, every so-manieth batch is still taken from a long one, so that an ingest ends some day. */
const LONG_TURN = 4;

interface Lane {
  readonly limits: QueueLimits;
  readonly calls: EmbedCall[];
  texts: number;
  characters: number;
}

export interface TextQueue {
  readonly texts: number;
  /** @throws KindredError `overloaded` when the call's lane is full. */
  add(call: EmbedCall): void;
  /** Takes at most `texts` texts of about `characters` characters together, at least one: short calls' first. */
  take(texts: number, characters: number): QueuedText[];
  /** Forgets what of a call no worker has yet. */
  remove(call: EmbedCall): void;
}

/**
 * Two lanes, so that a visitor's question overtakes an ingest of thousands of passages and neither fills the
 * other's room. Short calls are joined in one batch; long calls take turns, batch by batch.
 */
export function createTextQueue(limits: { readonly short: QueueLimits; readonly long: QueueLimits }): TextQueue {
  const lane = (laneLimits: QueueLimits): Lane => ({ limits: laneLimits, calls: [], texts: 0, characters: 0 });
  const short = lane(limits.short);
  const long = lane(limits.long);
  let shortTurns = 0;

  const laneOf = (call: EmbedCall) => (call.texts.length <= SHORT_CALL_TEXTS ? short : long);
  const charactersOf = (call: EmbedCall) =>
    call.waiting.reduce((sum, position) => sum + call.texts[position]!.length, 0);

  const takeFrom = (from: Lane, texts: number, characters: number): QueuedText[] => {
    const taken: QueuedText[] = [];
    let filled = 0;
    while (taken.length < texts && from.calls.length > 0) {
      const call = from.calls[0]!;
      const position = call.waiting[0]!;
      const size = call.texts[position]!.length;
      if (taken.length > 0 && filled + size > characters) break;
      call.waiting.shift();
      taken.push({ call, position });
      filled += size;
      if (call.waiting.length === 0) from.calls.shift();
    }
    from.texts -= taken.length;
    from.characters -= filled;
    return taken;
  };

  return {
    get texts() {
      return short.texts + long.texts;
    },
    add(call) {
      const target = laneOf(call);
      const characters = charactersOf(call);
      if (call.waiting.length > target.limits.texts || characters > target.limits.characters) {
        const { texts: most, characters: mostCharacters } = target.limits;
        throw new KindredError(
          "overloaded",
          `${call.waiting.length} texts of ${characters} characters at once are more than the ${most} texts or ${mostCharacters} characters that may wait.`,
          "Ask for fewer texts at a time.",
        );
      }
      if (target.texts + call.waiting.length > target.limits.texts || target.characters + characters > target.limits.characters) {
        throw new KindredError("overloaded", `${target.texts} texts wait to be embedded already.`, "Try again in a second.");
      }
      target.calls.push(call);
      target.texts += call.waiting.length;
      target.characters += characters;
    },
    take(texts, characters) {
      const longsTurn = short.calls.length === 0 || (shortTurns >= LONG_TURN && long.calls.length > 0);
      shortTurns = longsTurn ? 0 : shortTurns + 1;
      if (!longsTurn) return takeFrom(short, texts, characters);
      const taken = takeFrom(long, texts, characters);
      const [first] = long.calls;
      if (first !== undefined && first === taken.at(-1)?.call) long.calls.push(long.calls.shift()!);
      return taken;
    },
    remove(call) {
      const target = laneOf(call);
      const place = target.calls.indexOf(call);
      if (place === -1) return;
      target.calls.splice(place, 1);
      target.texts -= call.waiting.length;
      target.characters -= charactersOf(call);
      call.waiting.length = 0;
    },
  };
}
