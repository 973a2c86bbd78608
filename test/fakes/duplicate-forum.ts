import type { Thread } from "../../src/forum/thread.ts";
import { createHashingEmbedder } from "./hashing-embedder.ts";
import { openSmallForum, sourceOf, threadOf } from "./small-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const SUBJECTS = ["asthma", "migraine", "eczema", "gout", "measles", "anaemia", "psoriasis", "epilepsy", "cataract", "scoliosis", "tinnitus", "sciatica"] as const;
type Subject = (typeof SUBJECTS)[number];

/** Twelve questions, each about something else. */
export const questions = SUBJECTS.map((subject, place) => threadOf({ id: subject, question: `My doctor spoke of ${subject}. What helps against it in month ${place}?` }));

/** The same question in other letters, its sentences the other way round. */
export const copyOf = (subject: Subject, id: string, given: Partial<Thread> = {}) =>
  threadOf({ ...given, id, question: `what helps against it in month ${SUBJECTS.indexOf(subject)}?  MY DOCTOR SPOKE OF ${subject.toUpperCase()}` });

/** Many questions that are not copies, to be long about. */
export const manyQuestions = (count: number) =>
  Array.from({ length: count }, (_, place) => threadOf({ id: `t${place}`, question: `Question ${place} about ${SUBJECTS[place % 12]} and ${SUBJECTS[(place * 7) % 11]}` }));

/** A forum that is followed. */
export async function openDuplicateForum(threads: readonly Thread[], folder = temporaryFolder()) {
  // A model that is measured by its name, so that similarity has its weight.
  const forum = openSmallForum(folder, createHashingEmbedder({ fingerprint: "all-MiniLM-L6-v2/hashing" }));
  await forum.ingest.putAll(sourceOf(...threads));
  await forum.follower.start();
  /** What is found once all is. */
  const look = async () => {
    forum.follower.catchUp();
    forum.finder.begin();
    await forum.finder.settled();
    return forum.finder.pairs().map(({ left, right, exact }) => `${left.id} ${right.id}${exact ? " exact" : ""}`);
  };
  return { ...forum, folder, look };
}
