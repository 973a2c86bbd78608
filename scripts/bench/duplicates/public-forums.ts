import { join } from "node:path";
import { readAnsweredForum, readPairForum, readTopicForum, type LabelledForum } from "../../../src/evaluation/duplicates/labelled-forums.ts";

/** The sets that weights are fitted to. */
export const readFittedForums = async (folder: string): Promise<LabelledForum[]> => [
  await readTopicForum("banking77", join(folder, "banking77/train.tsv")),
  await readAnsweredForum("medquad-2048", join(folder, "medquad-2048")),
  await readPairForum("rqe", join(folder, "rqe/train-amia2016.tsv")),
];

/** The set that nothing is fitted to. */
export const readUnseenForum = (folder: string): Promise<LabelledForum> => readAnsweredForum("covidfaq", join(folder, "covidfaq"));
