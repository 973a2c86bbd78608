import { describe, expect, test } from "vitest";
import type { DuplicatePair } from "../../src/duplicates/answers.ts";
import { createJudgements } from "../../src/duplicates/judgements.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createDecisionLog } from "../../src/store/decision-log.ts";
import { createDuplicateDecisions, type Decision } from "../../src/store/duplicate-decisions.ts";
import { openSmallForum, sourceOf } from "../fakes/small-forum.ts";
import { question } from "../fakes/topic-forum.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const IDS = ["a", "b", "c", "d", "e"];
const thread = (place: number) => ({ key: place + 1, id: IDS[place]! });
const PAIRS: readonly DuplicatePair[] = IDS.flatMap((_, left) => IDS.slice(left + 1).map((__, more) => ({ left: thread(left), right: thread(left + 1 + more), score: 0.9, exact: false })));

/** "ab duplicate": as an editor said; what follows has a star. */
async function openJudged() {
  const folder = temporaryFolder();
  const forum = openSmallForum(folder);
  await forum.ingest.putAll(sourceOf(...IDS.map((id) => question(id))));
  forum.follower.catchUp();
  const judgements = createJudgements({ log: createDecisionLog(forum.database), index: forum.index });
  const decide = (pair: string, decision: Decision) => void forum.decisions.decide({ left: pair[0]!, right: pair[1]!, decision }, "Ada");
  const told = () => [...judgements.of(PAIRS)].map(([{ left, right }, { decision, direct }]) => `${left.id}${right.id} ${decision}${direct ? "" : "*"}`);
  return { ...forum, folder, judgements, decide, told };
}

describe("a judgement", () => {
  test("is what was said last of a pair, and none once that is taken back", async () => {
    const { decide, told } = await openJudged();
    expect(told()).toEqual([]);
    decide("ba", "related");
    decide("ab", "skipped");
    expect(told()).toEqual(["ab skipped"]);
    decide("ba", "open");
    expect(told()).toEqual([]);
  });

  test("follows for duplicates of one thread, by whatever chain, until a link of it is taken back", async () => {
    const { decide, told } = await openJudged();
    decide("ab", "duplicate");
    decide("cb", "duplicate");
    decide("cd", "duplicate");
    expect(told()).toEqual(["ab duplicate", "ac duplicate*", "ad duplicate*", "bc duplicate", "bd duplicate*", "cd duplicate"]);
    decide("bc", "open");
    expect(told()).toEqual(["ab duplicate", "cd duplicate"]);
  });

  test("follows from what parts one thread of each group: unrelated before related", async () => {
    const { decide, told } = await openJudged();
    decide("ab", "duplicate");
    decide("cd", "duplicate");
    decide("bd", "unrelated");
    decide("ad", "related");
    expect(told()).toEqual(["ab duplicate", "ac unrelated*", "ad related", "bc unrelated*", "bd unrelated", "cd duplicate"]);
    decide("bd", "open");
    expect(told()).toContain("bc related*");
    decide("ae", "related");
    expect(told()).toEqual(expect.arrayContaining(["ae related", "be related*"]));
    expect(told()).toHaveLength(8);
  });

  test("that an editor skipped is of that pair alone: the others of both groups are still to judge", async () => {
    const { decide, told } = await openJudged();
    decide("ab", "duplicate");
    decide("cd", "duplicate");
    decide("ac", "skipped");
    expect(told()).toEqual(["ab duplicate", "ac skipped", "cd duplicate"]);
    decide("bd", "related");
    expect(told()).toEqual(["ab duplicate", "ac skipped", "ad related*", "bc related*", "bd related", "cd duplicate"]);
  });

  test("that was given to a pair is shown, whatever follows from others", async () => {
    const { decide, told } = await openJudged();
    decide("ab", "duplicate");
    decide("bc", "duplicate");
    expect(told()).toContain("ac duplicate*");
    decide("ac", "unrelated");
    expect(told()).toEqual(["ab duplicate", "ac unrelated", "bc duplicate"]);
    decide("ac", "open");
    expect(told()).toContain("ac duplicate*");
  });

  test("of another process is seen at the next look; without a new one nothing is worked out again", async () => {
    const { folder, told, judgements } = await openJudged();
    expect(told()).toEqual([]);
    const database = openDatabase(folder);
    createDuplicateDecisions(database).decide({ left: "a", right: "b", decision: "duplicate" }, "Robin");
    expect(told()).toEqual(["ab duplicate"]);
    expect(judgements.of(PAIRS)).toBe(judgements.of(PAIRS));
    database.close();
  });

  test("of a thread that is hidden still holds the others of its group together", async () => {
    const { ingest, decide, told } = await openJudged();
    decide("ab", "duplicate");
    decide("bc", "duplicate");
    await ingest.put({ ...question("b"), visibility: "private" });
    expect(told()).toContain("ac duplicate*");
  });
});
