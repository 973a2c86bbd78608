/** How far outside of what is in view a list is fetched already. */
const NEAR = "600px";

/** Calls back once, when the element is in view or near it. */
export function onceNear(element: Element, signal: AbortSignal, then: () => void): void {
  observe([element], { rootMargin: NEAR }, signal, (entries) => entries.some(({ isIntersecting }) => isIntersecting) && (then(), true));
}

/** Calls back once, when the element is wholly below what is in view: there it may become smaller, and nothing that is read moves. */
export function onceBelowView(element: Element, signal: AbortSignal, then: () => void): void {
  // Where it is now: what was observed may be a scroll ago.
  observe([element], {}, signal, () => element.getBoundingClientRect().top >= innerHeight && (then(), true));
}

/** Calls back once half of the items have been seen, each of them by half at least. */
export function onceHalfSeen(items: readonly Element[], signal: AbortSignal, then: () => void): void {
  const seen = new Set<Element>();
  observe(items, { threshold: 0.5 }, signal, (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) seen.add(target);
    return seen.size * 2 >= items.length && (then(), true);
  });
}

/** @param look says whether it has seen what it was waiting for */
function observe(elements: readonly Element[], options: IntersectionObserverInit, signal: AbortSignal, look: (entries: readonly IntersectionObserverEntry[]) => boolean): void {
  const observer = new IntersectionObserver((entries) => {
    if (look(entries)) observer.disconnect();
  }, options);
  for (const element of elements) observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
