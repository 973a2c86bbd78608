/** Draws into an element; what it has under way ends with the signal. */
type Draw = (element: HTMLElement, signal: AbortSignal) => void;

/** A custom element that is drawn while it is on the page, and anew when one of `attributes` says something else. */
export function defineElement(name: string, attributes: readonly string[], draw: Draw): void {
  class DrawnElement extends HTMLElement {
    static readonly observedAttributes = attributes;

    #drawn: AbortController | undefined;
    #isOutdated = false;

    connectedCallback(): void {
      if (this.#drawn === undefined) draw(this, (this.#drawn = new AbortController()).signal);
    }

    disconnectedCallback(): void {
      this.#look();
    }

    attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
      this.#isOutdated ||= this.#drawn !== undefined && before !== after;
      this.#look();
    }

    /** In a moment: what changes together is drawn once, and whoever only moves the element has put it back by then. */
    #look(): void {
      const drawn = this.#drawn;
      queueMicrotask(() => {
        if (drawn !== undefined && drawn === this.#drawn && (this.#isOutdated || !this.isConnected)) {
          drawn.abort();
          this.#drawn = undefined;
          this.#isOutdated = false;
          if (this.isConnected) this.connectedCallback();
        }
      });
    }
  }
  customElements.define(name, DrawnElement);
}
