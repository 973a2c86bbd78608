import { resolve } from "node:path";

export const CLIENT_SOURCE = resolve(import.meta.dirname, "../../src/client");
/** The project whose files are the client and all that it takes types from. */
export const CLIENT_PROJECT = resolve(CLIENT_SOURCE, "tsconfig.json");
