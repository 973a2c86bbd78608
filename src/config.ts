import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import * as z from "zod";
import { KindredError } from "./forum/errors.ts";

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
};

/** "https://forum.example": what a browser calls the origin of a page. */
const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

const Environment = z.object({
  INDEX_DIR: z.string().default("index").describe("Folder of the index"),
  MODEL_DIR: z.string().optional().describe("Folder for prepared and downloaded models; INDEX_DIR/models unless told"),
  EMBEDDING_MODEL: z.string().optional().describe("A model folder or a Hugging Face id; the built-in model unless told"),
  EMBEDDING_THREADS: wholeNumber(1, 64)
    .default(Math.min(availableParallelism(), 4))
    .describe("Threads that embed; one per core, at most 4, unless told"),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on"),
  PORT: wholeNumber(0, 65_535).default(8787).describe("Port to listen on; 0 takes a free one"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://kindred.example" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional()
    .describe("Where the service is reached from outside; what a request was sent to unless told"),
  ALLOWED_ORIGINS: z
    .string()
    .default("loopback")
    .transform((text) => (text === "*" || text === "loopback" ? text : text === "none" ? [] : text.split(/[\s,]+/)))
    .refine((origins) => typeof origins === "string" || origins.every(isOrigin), "must be loopback, none, *, or origins such as https://forum.example with commas between")
    .describe("Sites whose pages may ask from a browser; those of this machine unless told"),
  MASK_PERSONAL_DATA: z.stringbool().default(true).describe("Whether mail addresses, phone and identity numbers are masked before indexing"),
  FRAGMENT_MAX_AGE: wholeNumber(0, 31_536_000)
    .default(3_600)
    .describe("Seconds that caches may keep a fragment at most; 0 makes them ask each time"),
  SAMPLE_FORUM: z.stringbool().default(true).describe("Whether an empty index is filled with the sample forum"),
});

export interface Config {
  readonly indexDirectory: string;
  readonly modelDirectory: string;
  readonly model: { readonly name: string | undefined; readonly threads: number };
  readonly server: { readonly host: string; readonly port: number };
  readonly publicUrl: string | undefined;
  readonly allowedOrigins: "*" | "loopback" | readonly string[];
  readonly maskPersonalData: boolean;
  readonly mostFragmentSeconds: number;
  readonly sampleForum: boolean;
}

/**
 * Reads settings from environment variables; an empty one counts as absent.
 * @throws KindredError `configuration_invalid` naming every variable that is wrong.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new KindredError(
      "configuration_invalid",
      `The settings cannot be used:\n${z.prettifyError(parsed.error)}`,
      "Correct or unset these environment variables; the README lists what each may be.",
    );
  }
  const settings = parsed.data;
  const indexDirectory = resolve(settings.INDEX_DIR);
  return {
    indexDirectory,
    modelDirectory: resolve(settings.MODEL_DIR ?? join(indexDirectory, "models")),
    model: { name: settings.EMBEDDING_MODEL, threads: settings.EMBEDDING_THREADS },
    server: { host: settings.HOST, port: settings.PORT },
    publicUrl: settings.PUBLIC_URL,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    maskPersonalData: settings.MASK_PERSONAL_DATA,
    mostFragmentSeconds: settings.FRAGMENT_MAX_AGE,
    sampleForum: settings.SAMPLE_FORUM,
  };
}
