import { make } from "./make.ts";
import { wordOf, type Word } from "./words.ts";

/** Buttons of which one can be pressed, once: counters take nothing back. All stay where they are, so that the focus does. */
export function pressOnce<Name extends Word>(element: Element, names: readonly Name[], then: (name: Name, pressed: HTMLElement) => void): HTMLElement[] {
  const buttons = names.map((name) => {
    const button = make("button", name, wordOf(element, name), { type: "button", "aria-pressed": "false" });
    button.addEventListener("click", () => {
      if (button.ariaDisabled !== null) return;
      button.ariaPressed = "true";
      for (const each of buttons) each.ariaDisabled = "true";
      then(name, button);
    });
    return button;
  });
  return buttons;
}
