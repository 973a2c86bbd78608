import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { assemble } from "../../src/compose.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { createTransformersEmbedder } from "../../src/embedding/transformers-embedder.ts";
import { createRememberingEmbedder } from "../../src/evaluation/remembering-embedder.ts";
import type { Thread } from "../../src/forum/thread.ts";
import { topicsOf } from "../../src/forum/topic.ts";
import type { Recommender, SimilarOptions, SimilarThread, Subject } from "../../src/recommend/answers.ts";
import { calibrationFor } from "../../src/recommend/calibration.ts";
import { createRecommender } from "../../src/recommend/recommender.ts";
import { WEIGHTS } from "../../src/recommend/weights.ts";
import { openSource } from "../../src/sources/open-source.ts";
import { preparedModel } from "../embedding/prepared-model.ts";
import { sourceOf, threadOf } from "../fakes/small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const SAMPLE = fileURLToPath(new URL("../../src/sources/sample-forum.jsonl", import.meta.url));
const SAMPLE_THREADS = 60;

/** Threads of other forums, made up. Their small words are those of every English question. */
const unrelated: readonly Thread[] = [
  { title: "Which platform for the night train to Varnhold?", question: "I want to take the night train to Varnhold and the board does not say which platform it is. Is it always the same one, or does it change from week to week?", replies: ["It has left from platform four for as long as I can remember."] },
  { title: "Seat reservations on the branch line", question: "Do I need a reservation for the slow train along the lake, and can I sit where I like if the carriage is not full?" },
  { title: "Steam locomotive at the museum railway", question: "Does anybody know when the old steam locomotive of the museum railway will run again? It was there last summer, but since then I have not seen it on the line.", replies: ["They are waiting for a new boiler certificate.", "The diesel will pull the carriages until the autumn."] },
  { title: "Model railway points that do not switch", question: "The points on my model railway do not switch when the controller is set to half power. I have cleaned the rails and changed the wire, and it is still the same." },
  { title: "Lost umbrella on the tram", question: "I left a green umbrella on tram nine and would like to know where the lost property office of the tramway is, and how long they keep what is handed in." },
  { title: "Is the Karrow gambit sound?", question: "After the second move White gives up a pawn for open lines. I have lost with it three times and I do not know whether the opening is bad or I am. What should White play when Black takes and keeps the pawn?", replies: ["Develop the bishop first, then castle.", "It is fine in blitz, and not in a long game."] },
  { title: "Rook endgame with one pawn more", question: "Is a rook endgame with one extra pawn on the h-file always a draw, or does it depend on where the king stands?" },
  { title: "Chess clock for beginners", question: "Which chess clock would you buy for a club of beginners? It should be easy to set, and it should not cost more than the board and the pieces." },
  { title: "Castling through an attacked square", question: "My opponent said that I may not castle because the rook passes over a square that his bishop attacks. I thought that only the king counts. Who was right?", replies: ["You were: only the squares of the king matter."] },
  { title: "Notation of old chess books", question: "In an old book the moves are written as P-K4 and so on. How do I read them, and is there a table that turns them into the notation of today?" },
  { title: "Sourdough loaf too flat", question: "My sourdough loaf spreads on the tray and comes out flat, although it was nicely round in the basket. Is the dough too wet, or did I let it stand too long?", replies: ["Use less water and a stronger flour."] },
  { title: "Shortcrust pastry that shrinks", question: "Why does the pastry shrink from the edge of the tin when I bake it blind, and how do I keep it where it is?" },
  { title: "Meringue in a fan oven", question: "The recipe asks for top and bottom heat, but I only have a fan oven. At what setting should I bake the meringue so that it stays white?", replies: ["Twenty degrees lower, with the door a little open.", "It is done when it lifts off the paper."] },
  { title: "Rye flour or wheat flour for gingerbread", question: "For the gingerbread of my village some take rye flour and some take wheat. What is the difference in the taste, and how long must the dough rest before it is cut?" },
  { title: "Cake tin of another size", question: "I have a round tin of twenty centimetres and the recipe is for one of twenty-six. How much of everything do I take for the smaller one?" },
  { title: "Offside from a throw-in", question: "Can a striker be offside when the ball comes from a throw-in? On Sunday the referee of our football league gave it, and nobody in the stand agreed with him.", replies: ["No, the referee made a mistake."] },
  { title: "Which formation for a narrow football pitch?", question: "The pitch of our new ground is narrow. Should we give up the wingers and play with three in midfield, or is it better to keep the usual formation?" },
  { title: "Season tickets of Brackenford United", question: "When do the season tickets of Brackenford United go on sale, and do last year's holders keep their seats in the north stand?", replies: ["In June, and yes, they do.", "There is a queue at the stadium every year."] },
  { title: "Away goals in the cup", question: "Do goals scored away still count double in the cup if both matches end in a draw, or is there a penalty shoot-out?" },
  { title: "Sharpening hedge shears", question: "The blades of my hedge shears have become blunt. Do I sharpen both of them, and with a file or with a stone?", replies: ["One side only, with a fine file."] },
  { title: "Spade with an ash handle", question: "I am looking for a spade with an ash handle that can be replaced when it breaks. Which makers still sell the handle on its own?" },
  { title: "Lawn mower starts and stops", question: "The lawn mower starts at the third pull, runs for a minute and then stops. There is fresh petrol in the tank and the filter of the carburettor is clean. What should I look at next?" },
  { title: "Storing garden tools in winter", question: "How do you store rakes, hoes and watering cans in winter so that they do not rust in an unheated shed?", replies: ["Oil the steel and hang everything on the wall."] },
  { title: "Misprinted stamp with an upside-down ship", question: "In an album from a flea market there is a stamp on which the ship stands upside down. How do I find out whether it is a known misprint, and should I leave it on the envelope?", replies: ["Look it up in the catalogue, and leave it as it is."] },
  { title: "Soaking stamps off paper", question: `How do I get stamps off the paper without losing the gum or the colour? ${"I have a box of envelopes from three countries, and on some of them the ink of the postmark has run into the stamp, so that I do not know whether water is good for it. Collectors in our club say that one should lay them in a bowl and wait, and others say that coloured envelopes must never be put in with the rest. ".repeat(6)}` },
  { title: "A tour of the narrow-gauge lines", question: `We plan a tour of all the narrow-gauge railways of the Ostmark valley in one week. ${"On the first day we would like to take the early train to the junction and from there the rack railway to the top, and on the next one the line along the river with its wooden stations. The timetable says that the last train back does not wait for the ferry, which is a pity, and that on Sundays there is only one in each direction. ".repeat(5)}`, replies: ["Buy the valley pass, which is good for all of them and for the ferry as well.", "Sit on the left side of the carriage for the view of the gorge."] },
].map(({ title, question, replies = [] }: { title: string; question: string; replies?: string[] }, number) =>
  threadOf({ id: `unrelated-${number}`, title, question, replies: replies.map((text) => ({ text })), department: "Family Medicine" }),
);

const TEXTS: readonly string[] = [
  "Is it dangerous that my back hurts after sitting at a desk all day?",
  "I feel dizzy when I get up in the morning since I take a new tablet for my blood pressure.",
  "migraine with aura",
  "My knee is swollen and I cannot bend it. What should I do, and do I need a scan?",
  "What is the best way to come off sleeping tablets?",
  "How do I change the strings of a guitar?",
];

type Answer = Awaited<ReturnType<Recommender["recommend"]>>;

const everything: SimilarOptions = { limit: 100, minScore: 0, collapse: false, explain: true };
const listOptions: readonly SimilarOptions[] = [true, false].map((collapse) => ({ ...everything, limit: 10, collapse }));

/** All of an answer but how long it took. */
const withoutTime = ({ similar: { items, hidden, model }, relatedFaq }: Answer) => ({ items, hidden, model, topics: relatedFaq.items });

/** Which words stand in few threads is for the whole forum to say, so an explanation may name others in a larger one. */
const withoutWords = ({ explanation, ...item }: SimilarThread) => ({ ...item, explanation: { ...explanation!, sharedWords: [] } });

let model: Embedder;
let embedder: Embedder;
/** Threads of the sample; some of them once more, nearly the same; one twice more, to the letter; several in one, which is long. */
let threads: readonly Thread[];
let subjects: readonly Subject[];

beforeAll(async () => {
  model = await createTransformersEmbedder(await preparedModel(), { threads: 2 });
  embedder = createRememberingEmbedder(model);
  const sample: Thread[] = [];
  for await (const record of openSource(SAMPLE)) {
    if (record.kind === "thread" && sample.length < SAMPLE_THREADS) sample.push(record.thread);
  }
  threads = [
    ...sample,
    ...sample.slice(0, 4).map((thread) => threadOf({ ...thread, id: `again-${thread.id}`, question: `${thread.question} Thank you very much.`, replies: [] })),
    ...["b", "a"].map((id) => threadOf({ ...sample[20]!, id: `copy-${id}`, replies: [] })),
    threadOf({ id: "long", question: sample.slice(10, 15).map(({ question }) => question).join(" "), department: "Neurology" }),
  ];
  subjects = [...threads.filter(({ id }, place) => place % 13 === 0 || id === "long").map(({ id }) => ({ threadId: id })), ...TEXTS.map((text) => ({ text }))];
});
afterAll(() => model.dispose());

async function forumOf(given: readonly Thread[]) {
  const forum = assemble(temporaryFolder(), embedder, () => undefined);
  onTestFinished(async () => {
    await forum.follower.stop();
    forum.database.close();
  });
  await forum.ingest.putAll(sourceOf(...given));
  forum.follower.catchUp();
  return forum;
}

/** What each of the subjects is answered, in each of the ways a list is asked for. */
async function answersOf(recommender: Recommender, options: readonly SimilarOptions[]) {
  const answers = options.flatMap((similar) => subjects.map((subject) => recommender.recommend(subject, { similar, topicLimit: 10 })));
  return (await Promise.all(answers)).map(withoutTime);
}

/** `more` put among `some`, each at a place of its own. */
function mixedIn(some: readonly Thread[], more: readonly Thread[], places: readonly number[]): Thread[] {
  const mixed = [...some];
  for (const [turn, thread] of more.entries()) mixed.splice(places[turn]! % (mixed.length + 1), 0, thread);
  return mixed;
}

describe("an answer stays the same", () => {
  test("in whatever order the threads came in", async () => {
    const expected = await answersOf((await forumOf(threads)).recommender, listOptions);
    expect(expected.some(({ hidden }) => hidden.duplicates > 0)).toBe(true);
    const anyOrder = fc.shuffledSubarray([...threads], { minLength: threads.length });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (ordered) => {
        expect(await answersOf((await forumOf(ordered)).recommender, listOptions)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });
});

describe("unrelated threads", () => {
  test("are less similar to whatever is asked than those that have a say", async () => {
    const { recommender } = await forumOf([...threads, ...unrelated]);
    for (const subject of subjects) {
      const { items } = await recommender.similar(subject, everything);
      const others = items.filter(({ id }) => id.startsWith("unrelated"));
      expect(others).toHaveLength(unrelated.length);
      const { reply: weight } = WEIGHTS.fields["text" in subject ? "text" : "thread"];
      for (const { explanation } of others) {
        const { question, reply } = explanation!.similarity;
        expect(question + weight * Math.max(0, (reply ?? question) - question)).toBeLessThan(WEIGHTS.words.leastSimilarity);
      }
    }
  });

  test("change neither the scores nor the explanations nor the order of what was there", async () => {
    const known = new Set(threads.map(({ id }) => id));
    const options = listOptions.map((one) => ({ ...one, limit: 100 }));
    const listsOf = async (forum: readonly Thread[]) => {
      const { recommender } = await forumOf(forum);
      const lists = await Promise.all(options.flatMap((similar) => subjects.map((subject) => recommender.similar(subject, similar))));
      return lists.map(({ items }) => items.filter(({ id }) => known.has(id)).map(withoutWords));
    };
    const before = await listsOf(threads);
    const joining = fc
      .shuffledSubarray([...unrelated], { minLength: 1 })
      .chain((more) => fc.tuple(fc.constant(more), fc.array(fc.nat(), { minLength: more.length, maxLength: more.length })));
    await fc.assert(
      fc.asyncProperty(joining, async ([more, places]) => {
        expect(await listsOf(mixedIn(threads, more, places))).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });
});

describe("unrelated threads, with topics of their own", () => {
  const strangers = unrelated.map((thread, place) => ({ ...thread, topics: [thread.title!, `Hobby ${place % 3}`] }));
  const explained = { limit: 50, explain: true };

  test("move no topic that was there: neither its score nor its place nor what explains it", async () => {
    const foreign = new Set(strangers.flatMap((thread) => topicsOf(thread).map(({ id }) => id)));
    const listsOf = async (forum: readonly Thread[]) => {
      const { recommender } = await forumOf(forum);
      return (await Promise.all(subjects.map((subject) => recommender.relatedTopics(subject, explained)))).map(({ items }) => items.filter(({ id }) => !foreign.has(id)));
    };
    const before = await listsOf(threads);
    expect(before.flat().length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...strangers], { minLength: 1 }), async (more) => {
        expect(await listsOf(mixedIn(threads, more, more.map((_thread, place) => place * 3)))).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });
});

describe("a question", () => {
  test("is answered the same when it is asked again, and while others are asked", async () => {
    const forum = await forumOf(threads);
    // Every text is embedded each time: what is embedded beside it must not matter.
    const recommender = createRecommender({ ...forum, embedder: model, calibration: calibrationFor(model.fingerprint) });
    const questions = subjects.filter((_, place) => place % 2 === 1).flatMap((subject) => listOptions.map((options) => ({ subject, options })));
    const ask = async ({ subject, options }: (typeof questions)[number]) => withoutTime(await recommender.recommend(subject, { similar: options, topicLimit: 10 }));
    const alone: Awaited<ReturnType<typeof ask>>[] = [];
    for (const question of questions) alone.push(await ask(question));
    const together = fc.array(fc.nat(questions.length - 1), { minLength: 2, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(together, async (places) => {
        expect(await Promise.all(places.map((place) => ask(questions[place]!)))).toEqual(places.map((place) => alone[place]));
      }),
      { numRuns: 8 },
    );
  });

  test("gives a thread the same score whatever the department that is asked for", async () => {
    const { recommender } = await forumOf([...threads, ...unrelated]);
    const departments = [...new Set([...threads, ...unrelated].flatMap(({ department }) => department ?? []))];
    expect(departments.length).toBeGreaterThan(4);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...subjects), fc.constantFrom(...departments), async (subject, department) => {
        const { items } = await recommender.similar(subject, everything);
        const filtered = await recommender.similar(subject, { ...everything, department });
        expect(filtered.items.length).toBeGreaterThan(0);
        expect(filtered.items).toEqual(items.filter((item) => item.department === department));
      }),
      { numRuns: 30 },
    );
  });
});
