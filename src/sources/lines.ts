/** One line of a source, without its line end and without a byte order mark. */
export interface Line {
  /** From 1, in the file as it stands. */
  readonly number: number;
  /** The line; only its first few KB where `problem` says that it is too long. */
  readonly text: string;
  /** Why the line cannot be used as it stands. */
  readonly problem?: string;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** What is kept of a line that is too long, in bytes: enough to recognise it by. */
const BEGINNING_BYTES = 4_096;

/**
 * Splits bytes into lines at "\n" or "\r\n", wherever the chunks happen to end. Holds one line at a time, and
 * of a line longer than `longestLineBytes` only the beginning, so memory stays bounded whatever comes in.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  { longestLineBytes }: { readonly longestLineBytes: number },
): AsyncGenerator<Line> {
  const held = createHeldLine(longestLineBytes);
  let number = 1;
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      held.add(chunk.subarray(start, end));
      yield { number, ...held.take() };
      number += 1;
      start = end + 1;
    }
    held.add(chunk.subarray(start));
  }
  if (!held.isEmpty()) yield { number, ...held.take() };
}

/** The line being read: grows by doubling, so that a line sent byte by byte costs no more than one sent whole. */
function createHeldLine(longestBytes: number) {
  let buffer = new Uint8Array(BEGINNING_BYTES);
  let seenBytes = 0;

  function add(piece: Uint8Array): void {
    const before = seenBytes;
    seenBytes += piece.length;
    if (before > longestBytes) return;
    if (seenBytes > longestBytes) {
      // The room for a whole line is given back at once; only the beginning is ever shown.
      const beginning = new Uint8Array(BEGINNING_BYTES);
      beginning.set(buffer.subarray(0, Math.min(before, BEGINNING_BYTES)));
      if (before < BEGINNING_BYTES) beginning.set(piece.subarray(0, BEGINNING_BYTES - before), before);
      buffer = beginning;
      return;
    }
    if (seenBytes > buffer.length) {
      const larger = new Uint8Array(Math.max(seenBytes, Math.min(buffer.length * 2, longestBytes)));
      larger.set(buffer.subarray(0, before));
      buffer = larger;
    }
    buffer.set(piece, before);
  }

  function take(): Omit<Line, "number"> {
    const length = seenBytes;
    seenBytes = 0;
    if (length > longestBytes) {
      // `stream` leaves out a character that the cut went through.
      const text = new TextDecoder().decode(buffer.subarray(0, Math.min(length, BEGINNING_BYTES)), { stream: true });
      return { text, problem: `is longer than ${describeBytes(longestBytes)}` };
    }
    return decodeLine(buffer.subarray(0, length > 0 && buffer[length - 1] === CARRIAGE_RETURN ? length - 1 : length));
  }

  return { add, take, isEmpty: () => seenBytes === 0 };
}

function decodeLine(bytes: Uint8Array): Omit<Line, "number"> {
  // A byte order mark is dropped by the decoder; on later lines too, where files were joined end to end.
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder().decode(bytes), problem: "is not valid UTF-8: save the file as UTF-8" };
  }
}

function describeBytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${Math.round(bytes / 100_000) / 10} MB` : `${bytes} bytes`;
}
