import { describe, expect, it } from "vitest";
import { actionOf, ariaKey, SHORTCUTS, type Pressed } from "../../../src/web/editor/shortcuts.ts";

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key, code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false, isComposing: false, ...more,
});

describe("keys", () => {
  it.each(SHORTCUTS)("$shown does $action alone", ({ key, shift = false, action }) => {
    expect(actionOf(pressed(shift ? key.toUpperCase() : key, { shiftKey: shift }))).toBe(action);
    expect(SHORTCUTS.filter((other) => other.action === action)).toHaveLength(1);
  });

  it("are let through with Control, Alt or Command, held down, or while a word is composed", () => {
    for (const name of ["ctrlKey", "altKey", "metaKey", "repeat", "isComposing"] as const) expect(actionOf(pressed("d", { [name]: true }))).toBeUndefined();
  });

  it("do the same with Caps Lock, and on keyboards without Latin letters", () => {
    expect(actionOf(pressed("D"))).toBe("duplicate");
    expect(actionOf(pressed("d", { shiftKey: true }))).toBe("allDuplicate");
    expect(actionOf(pressed("в", { code: "KeyD" }))).toBe("duplicate");
  });

  it("that are signs need Shift on some keyboards and not on others", () => {
    for (const shiftKey of [true, false]) expect([actionOf(pressed("?", { shiftKey })), actionOf(pressed("/", { shiftKey }))]).toEqual(["help", "search"]);
  });

  it("that are not ours do nothing", () => {
    for (const key of ["x", "Enter", " ", "Tab", "ArrowUp", "ArrowDown", "F5", "R2"]) expect(actionOf(pressed(key))).toBeUndefined();
    expect(actionOf(pressed("R", { shiftKey: true }))).toBeUndefined();
  });

  it("are told to a screen reader as ARIA names them", () => {
    expect([ariaKey("duplicate"), ariaKey("allDuplicate"), ariaKey("nextPair")]).toEqual(["D", "Shift+D", "ArrowRight"]);
  });
});
