import { describe, expect, it, vi } from "vitest";
import { Refusal } from "../../../src/web/editor/api.ts";
import { shownPair } from "../../../src/web/editor/desk-state.ts";
import { createFakeDesk } from "./fake-api.ts";
import { cluster } from "./matters.ts";

const THREE = [cluster("a", "b", "c"), cluster("d", "e"), cluster("f", "g")];
const FAILURE = new Refusal(500, "Something went wrong here.", "Try again.");

async function opened(clusters = THREE) {
  const fake = createFakeDesk(clusters);
  await fake.desk.begin();
  fake.desk.step(false);
  await vi.waitFor(() => expect(fake.store.get().matter).toBeDefined());
  const shown = () => {
    const pair = shownPair(fake.store.get());
    return pair === undefined ? undefined : `${pair.left}${pair.right}`;
  };
  const onceShown = (pair: string) => vi.waitFor(() => expect(shown()).toBe(pair));
  const onceSent = (count: number) => vi.waitFor(() => expect([fake.sent.length, fake.store.get().unsaved]).toEqual([count, 0]));
  return { ...fake, shown, onceShown, onceSent };
}

const made = (sent: readonly (readonly { left: string; right: string; decision: string }[])[]) =>
  sent.map((letter) => letter.map(({ left, right, decision }) => `${left}${right} ${decision}`).join(", "));

describe("judging", () => {
  it("goes from pair to pair and from cluster to cluster, leaving out what follows", async () => {
    const { desk, store, shown, onceShown, onceSent, sent } = await opened();
    desk.decide("duplicate");
    expect([shown(), store.get().said]).toEqual(["ac", "Judged duplicate. 1 of 5. Next: Title c"]);
    desk.decide("duplicate");
    await onceShown("de");
    expect(store.get().said).toBe("Judged duplicate. 3 of 5. Next: Title d");
    desk.decide("unrelated");
    await onceShown("fg");
    desk.decide("skipped");
    await onceSent(4);
    expect(made(sent)).toEqual(["ab duplicate", "ac duplicate", "de unrelated", "fg skipped"]);
    expect(sent[0]).toEqual([{ left: "a", right: "b", decision: "duplicate", score: 0.95, canonical: "a" }]);
    expect([shown(), store.get().said]).toEqual(["fg", "Judged skipped. 5 of 5. Nothing is left to judge in this list."]);
  });

  it("undoes decision after decision, also those of a whole cluster", async () => {
    const { desk, store, shown, onceShown, onceSent, sent } = await opened();
    desk.decide("related");
    desk.decideAll("unrelated");
    await onceShown("de");
    desk.undo();
    expect([shown(), store.get().progress?.judging.judged, store.get().undoable]).toEqual(["ac", 1, 1]);
    desk.undo();
    expect([shown(), store.get().progress?.judging.judged, store.get().undoable]).toEqual(["ab", 0, 0]);
    desk.undo();
    await onceSent(4);
    expect(made(sent)).toEqual(["ab related", "ac unrelated, bc unrelated", "ac open, bc open", "ab open"]);
  });

  it("sends the thread that the editor keeps as the canonical one", async () => {
    const { desk, store, onceSent, sent } = await opened();
    desk.keepOther();
    expect(store.get().said).toBe("Stays: Title b");
    desk.keepOther();
    expect(store.get().said).toBe("Stays: Title a");
    desk.keepOther();
    desk.decide("duplicate");
    desk.decide("duplicate");
    await onceSent(2);
    expect(sent.map(([one]) => one?.canonical)).toEqual(["b", "a"]);
  });

  it("comes back to what was passed over when the end is reached", async () => {
    const { desk, onceShown } = await opened();
    desk.step(false);
    await onceShown("de");
    desk.decide("duplicate");
    await onceShown("fg");
    desk.decide("duplicate");
    await onceShown("ab");
  });

  it("judges pairs one by one where they are listed alone", async () => {
    const fake = createFakeDesk(THREE);
    await fake.desk.begin();
    fake.desk.change({ view: "pairs" });
    await vi.waitFor(() => expect(fake.store.get().list.total).toBe(5));
    fake.desk.step(false);
    await vi.waitFor(() => expect(fake.store.get().matter).toBeDefined());
    fake.desk.decide("duplicate");
    await vi.waitFor(() => expect(fake.sent).toHaveLength(1));
    expect(fake.sent[0]).toEqual([{ left: "a", right: "b", decision: "duplicate", score: 0.95 }]);
    expect(shownPair(fake.store.get())).toMatchObject({ left: "a", right: "c" });
  });

  it("sends two hundred decisions at once at most", async () => {
    const ids = Array.from({ length: 22 }, (_, place) => `t${place}`);
    const { desk, onceSent, sent } = await opened([cluster(...ids)]);
    desk.decideAll("duplicate");
    await onceSent(2);
    expect(sent.map(({ length }) => length)).toEqual([200, 31]);
  });
});

describe("a decision that cannot be saved", () => {
  it("brings its pair back, keeps what comes after it from being made, and is sent again", async () => {
    const { desk, store, refusals, shown, onceShown, onceSent, sent } = await opened();
    refusals.push(FAILURE);
    desk.decide("duplicate");
    await vi.waitFor(() => expect(store.get().saveTrouble?.message).toBe("Something went wrong here."));
    expect([shown(), store.get().unsaved, store.get().focus?.place]).toEqual(["ab", 1, "trouble"]);
    desk.decide("unrelated");
    expect(store.get().unsaved).toBe(1);
    desk.retry();
    await onceSent(1);
    expect([made(sent), store.get().saveTrouble]).toEqual([["ab duplicate"], undefined]);
    await onceShown("ac");
    expect(store.get().said).toBe("Saved. 1 of 5. Next: Title c");
  });

  it("can be given up with those behind it, and then nothing has happened", async () => {
    const { desk, store, refusals, shown, sent } = await opened();
    refusals.push(FAILURE);
    desk.decide("duplicate");
    desk.decide("related");
    await vi.waitFor(() => expect(store.get().saveTrouble).toBeDefined());
    expect(store.get().unsaved).toBe(2);
    desk.giveUp();
    expect([shown(), store.get().unsaved, store.get().undoable, store.get().progress?.judging.judged, store.get().saveTrouble]).toEqual(["ab", 0, 0, 0, undefined]);
    expect(store.get().matter?.pairs.every(({ judgement }) => judgement === null)).toBe(true);
    expect(sent).toEqual([]);
  });

  it("waits while the editor signs in again, who finds everything where it was", async () => {
    const { desk, store, changeKey, shown, onceSent, sent } = await opened();
    changeKey("new");
    desk.decide("duplicate");
    await vi.waitFor(() => expect(store.get().signedIn).toBe(false));
    expect(store.get().complaint?.message).toBe("This is not the key of an editor.");
    await desk.signIn("wrong", false);
    expect([store.get().signedIn, store.get().unsaved]).toEqual([false, 1]);
    await desk.signIn(" new ", false);
    await onceSent(1);
    expect([store.get().signedIn, made(sent), store.get().matter?.id, shown()]).toEqual([true, ["ab duplicate"], "a", "ac"]);
  });

  it("keeps an editor from signing out", async () => {
    const { desk, store, refusals } = await opened();
    refusals.push(FAILURE);
    desk.decide("duplicate");
    await vi.waitFor(() => expect(store.get().saveTrouble).toBeDefined());
    desk.signOut();
    expect(store.get().signedIn).toBe(true);
  });
});

describe("the list", () => {
  it("is asked for once when a filter rests, and stays until the new one is there", async () => {
    const { desk, store, asked, hold } = createFakeDesk(THREE);
    await desk.begin();
    const release = hold();
    for (const minScore of [0.8, 0.7, 0.6]) desk.change({ minScore });
    await vi.waitFor(() => expect(store.get().list.busy).toBe(true));
    expect(store.get().list.entries).toHaveLength(3);
    release();
    await vi.waitFor(() => expect(store.get().list.busy).toBe(false));
    expect(asked.map(({ minScore }) => minScore)).toEqual([0.9, 0.6]);
  });

  it("forgets an answer that was overtaken", async () => {
    const { desk, store, hold } = createFakeDesk(THREE);
    await desk.begin();
    const release = hold();
    const first = desk.load();
    const second = desk.load();
    release();
    await Promise.all([first, second]);
    expect([store.get().list.busy, store.get().list.trouble]).toEqual([false, undefined]);
  });

  it("goes on behind what was judged meanwhile without leaving anything out", async () => {
    const many = Array.from({ length: 25 }, (_, place) => cluster(`x${place}`, `y${place}`));
    const { desk, store, onceSent } = await opened(many);
    desk.decide("duplicate");
    await onceSent(1);
    await desk.more();
    expect(store.get().list.entries.map(({ id }) => id)).toEqual(many.map(({ threads }) => threads[0]!.id));
    expect(store.get().list.total).toBe(25);
  });

  it("grows while the forum is looked through, until all is found", async () => {
    const clusters = [cluster("a", "b")];
    const { desk, store, find, asked } = createFakeDesk(clusters);
    find(false);
    await desk.begin();
    expect(store.get().progress?.finding).toEqual({ complete: false, threads: 100, pending: 40 });
    clusters.push(cluster("c", "d"));
    await vi.waitFor(() => expect(store.get().list.entries).toHaveLength(2));
    find(true);
    await vi.waitFor(() => expect(store.get().progress?.finding.complete).toBe(true));
    const count = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toHaveLength(count);
  });

  it("says why it cannot be had, and is had on trying again", async () => {
    const { desk, store, api } = createFakeDesk(THREE);
    vi.spyOn(api, "clusters").mockRejectedValueOnce(FAILURE);
    await desk.begin();
    expect(store.get().list.trouble).toEqual({ message: "Something went wrong here.", remedy: "Try again." });
    await desk.load();
    expect([store.get().list.trouble, store.get().list.entries.length]).toEqual([undefined, 3]);
  });
});

describe("signing in", () => {
  it("takes a key of an editor alone, and keeps it where the editor says", async () => {
    const { desk, store, tab, device } = createFakeDesk(THREE, { key: "" });
    await desk.begin("e");
    expect(store.get().list.known).toBe(false);
    await desk.signIn("wrong", true);
    expect([store.get().signedIn, store.get().complaint?.message]).toEqual([false, "This is not the key of an editor."]);
    expect([tab, device].map((shelf) => shelf.getItem("kindred.editorKey"))).toEqual([null, null]);
    await desk.signIn("good", true);
    expect([tab, device].map((shelf) => shelf.getItem("kindred.editorKey"))).toEqual([null, "good"]);
    // What the address named.
    expect(store.get().matter?.threads.map(({ id }) => id)).toEqual(["d", "e"]);
    desk.signOut();
    expect([tab, device].map((shelf) => shelf.getItem("kindred.editorKey"))).toEqual([null, null]);
    expect([store.get().signedIn, store.get().matter, store.get().list.entries]).toEqual([false, undefined, []]);
  });

  it("is asked for again where a kept key is no longer one", async () => {
    const { desk, store } = createFakeDesk(THREE, { key: "removed" });
    await desk.begin();
    expect([store.get().signedIn, store.get().complaint?.message]).toEqual([false, "This is not the key of an editor."]);
  });
});

it("a cluster that is gone is told of, and what was open stays", async () => {
  const { desk, store } = await opened();
  await desk.open("nobody");
  expect(store.get().openTrouble).toEqual({ id: "nobody", message: "There is no such cluster.", remedy: "Take ids from the list." });
  expect(store.get().matter?.id).toBe("a");
});

it("files are handed over to be saved", async () => {
  const { desk, saved } = createFakeDesk(THREE);
  await desk.save("labels");
  expect(saved).toEqual(["labels"]);
});
