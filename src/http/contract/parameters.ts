import * as z from "zod";
import { notOneText } from "./text.ts";

/** A whole number in a query. Only digits: `Number("")` is 0 and `Number("1e2")` 100, which nobody means. */
export function wholeNumber(least: number, most: number) {
  return z
    .string({ error: notOneText })
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`))
    .meta({ type: "integer", minimum: least, maximum: most });
}

/** The same in a JSON body. */
export function wholeNumberInBody(least: number, most: number) {
  return z
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);
}

export const Fraction = z
  .string({ error: notOneText })
  .regex(/^(0|1|0?\.\d{1,12}|[01]\.\d{1,12})$/, "must be a number from 0 to 1, like 0.5")
  .transform(Number)
  .pipe(z.number().max(1, "must be at most 1"))
  .meta({ type: "number", minimum: 0, maximum: 1 });

export const FractionInBody = z.number("must be a number").min(0, "must be at least 0").max(1, "must be at most 1");

const isDay = (value: string) => z.iso.date().safeParse(value).success;
const isMoment = (value: string) => z.iso.datetime({ offset: true }).safeParse(value).success && !Number.isNaN(Date.parse(value));

/** A day stays one; a moment is turned to UTC, as it would otherwise be read as the server's own time. */
export const DayOrMoment = z
  .string({ error: notOneText })
  .refine((value) => isDay(value) || isMoment(value), "must be a day like 2026-11-24, or a moment like 2026-11-24T09:30:00Z")
  .transform((value) => (isDay(value) ? value : new Date(value).toISOString()));

export const Flag = z
  .enum(["true", "false"], "must be true or false, given once")
  .transform((value) => value === "true")
  .meta({ type: "boolean", enum: [true, false] });

export const FlagInBody = z.boolean("must be true or false");
