import { phrasesIn } from "./phrases.ts";
import type { StopWords } from "./stop-words.ts";

/** A phrase that stands in several threads of a forum. */
export interface KnownPhrase {
  /** Stems, separated by spaces. */
  readonly key: string;
  readonly words: number;
  /** As most write it. */
  written(): string;
  /** Threads of the forum that say it. */
  readonly threads: number;
  /** Of the places where it stands, the share where nothing longer begins before it, or goes on after it; the lesser of the two. */
  readonly whole: number;
}

/** Which phrases stand in which threads; those that only one thread says are left out. */
export interface PhraseBook {
  readonly threadCount: number;
  /** Of the thread at this place of the threads that were read, each once. */
  phrasesOf(place: number): readonly KnownPhrase[];
}

class Entry implements KnownPhrase {
  readonly key: string;
  readonly words: number;
  threads = 0;
  /** Threads that say it in this order of words. */
  runs = 0;
  private places = 0;
  private opening = 0;
  private closing = 0;
  private readonly spellings = new Map<string, number>();

  constructor(key: string) {
    this.key = key;
    this.words = key.split(" ").length;
  }

  count(written: string, opens: boolean, closes: boolean): void {
    this.places += 1;
    if (opens) this.opening += 1;
    if (closes) this.closing += 1;
    this.spellings.set(written, (this.spellings.get(written) ?? 0) + 1);
  }

  get whole(): number {
    return this.places === 0 ? 0 : Math.min(this.opening, this.closing) / this.places;
  }

  written(): string {
    let best = "";
    for (const [written, count] of this.spellings) {
      const most = this.spellings.get(best) ?? 0;
      if (count > most || (count === most && written < best)) best = written;
    }
    return best;
  }
}

/** Reads every thread's phrases. In memory: some hundred bytes for every phrase that several threads share. */
export function createPhraseBook(texts: readonly string[], stopWords: StopWords): PhraseBook {
  const entries = new Map<string, Entry>();
  const byThread = texts.map((text) => {
    const said = new Map<Entry, boolean>();
    for (const { key, written, opens, closes, turned } of phrasesIn(text, stopWords)) {
      let entry = entries.get(key);
      if (entry === undefined) entries.set(key, (entry = new Entry(key)));
      if (!turned) entry.count(written, opens, closes);
      said.set(entry, said.get(entry) === true || !turned);
    }
    for (const [entry, isRun] of said) {
      entry.threads += 1;
      if (isRun) entry.runs += 1;
    }
    return [...said.keys()];
  });
  // What nobody writes in this order is no phrase: of "blood in urine", "urine blood".
  const isKnown = ({ threads, runs, words }: Entry) => threads > 1 && runs > (words === 1 ? 0 : 1);
  const known = byThread.map((said) => said.filter(isKnown));
  return { threadCount: texts.length, phrasesOf: (place) => known[place]! };
}
