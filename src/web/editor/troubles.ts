import { Refusal } from "./api.ts";
import type { DeskState, Trouble } from "./desk-state.ts";
import { focusOn } from "./desk-state.ts";
import type { Store } from "./store.ts";

export interface Troubles {
  /**
   * What to tell of an error; undefined where there is nothing to tell: what was overtaken is not missed, and a key that is not
   * taken leads to the form, where it is told.
   * @throws what is no refusal of the service: a fault of this page
   */
  of(error: unknown): Trouble | undefined;
}

export function createTroubles(store: Store<DeskState>): Troubles {
  return {
    of(error) {
      if (error instanceof DOMException && error.name === "AbortError") return undefined;
      if (!(error instanceof Refusal)) throw error;
      const trouble = { message: error.message, remedy: error.remedy };
      if (error.status !== 401) return trouble;
      store.set({ signedIn: false, complaint: trouble, ...focusOn("signIn", store.get()) });
      return undefined;
    },
  };
}
