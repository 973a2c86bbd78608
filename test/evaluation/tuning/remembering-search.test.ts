import { expect, test } from "vitest";
import { createRememberingSearch } from "../../../src/evaluation/tuning/remembering-search.ts";
import type { IndexedThread, SearchIndex } from "../../../src/search/search-index.ts";
import type { WordStore } from "../../../src/store/words.ts";

test("a question is searched once, with each of what else is asked, until another question comes", () => {
  const asked: string[] = [];
  const index = {
    match: (_vectors: object, { id }: { id: string }) => (asked.push(`match ${id}`), {}),
    nearest: (_vectors: object, { count }: { count: number }) => (asked.push(`nearest ${count}`), []),
  };
  const words = { search: (_words: Uint32Array, limit: number) => (asked.push(`words ${limit}`), []) };
  // Only what a ranker searches by is there.
  const search = createRememberingSearch({ index: index as unknown as SearchIndex, words: words as unknown as WordStore });
  const questions = [1, 2].map(() => ({ vectors: { question: [], replies: [] }, words: new Uint32Array(1) }));
  const threads = ["a", "b"].map((id) => ({ id }) as IndexedThread);
  const ask = ({ vectors, words: digests }: (typeof questions)[number]) => {
    for (const thread of threads) search.index.match(vectors, thread);
    search.index.nearest(vectors, { count: 3 });
    search.words.search(digests, 4);
  };
  const once = ["match a", "match b", "nearest 3", "words 4"];
  ask(questions[0]!);
  ask(questions[0]!);
  expect(asked).toEqual(once);
  ask(questions[1]!);
  expect(asked).toEqual([...once, ...once]);

  // What is accepted cannot be remembered: it is asked anew.
  const accept = () => true;
  search.index.nearest(questions[1]!.vectors, { count: 3, accept });
  search.index.nearest(questions[1]!.vectors, { count: 3, accept });
  expect(asked.slice(2 * once.length)).toEqual(["nearest 3", "nearest 3"]);
});
