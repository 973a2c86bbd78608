import type { hc, InferRequestType, InferResponseType, PickResponseByStatusCode } from "hono/client";
import type { SuccessStatusCode } from "hono/utils/http-status";
import type * as z from "zod";
import type { createApp } from "../http/app.ts";

/** The app as a caller sees it who never gets an answer but a good one: all others are thrown. */
export type App = PickResponseByStatusCode<ReturnType<typeof createApp>, SuccessStatusCode>;

/** Every route, by path and method. */
export type Routes = ReturnType<typeof hc<App>>;

/** What a route answers, as JSON; a file that it gives in another format is not meant. */
export type Answer<Route> = Exclude<InferResponseType<Route>, string | Response>;

/** What a route takes as its body. */
export type Body<Route> = InferRequestType<Route> extends { readonly json: infer Json } ? Json : never;

type Query<Route> = InferRequestType<Route> extends { readonly query: infer Parameters } ? Parameters : never;

/** What a route takes in its address, as the values that are meant: an address knows text alone. */
export type Parameters<Route, Schema extends z.ZodType<unknown, Query<Route>>> = {
  [Name in keyof z.input<Schema>]: (Name extends keyof z.output<Schema> ? z.output<Schema>[Name] : never) | OrUndefined<z.input<Schema>[Name]>;
};

type OrUndefined<Value> = undefined extends Value ? undefined : never;
