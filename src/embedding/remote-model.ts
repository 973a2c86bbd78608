import { join } from "node:path";
import { KindredError } from "../forum/errors.ts";
import { WEIGHTS_FILES, type WeightsKind } from "./resolved-model.ts";

/** A hub that has not begun to answer by then is not reachable. */
const ANSWER_LIMIT_MS = 15_000;

export interface RemoteModelOptions {
  /** Downloaded models lie below this folder, by their id. */
  readonly directory: string;
  readonly log: (message: string) => void;
  /** e.g. "https://huggingface.co/", or a mirror's address. */
  readonly host?: string;
}

/** `fetch` that gives up when no answer begins; once it has begun, a large file may take its time. */
async function fetchPromptly(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(
    () => giveUp.abort(new Error(`no answer within ${ANSWER_LIMIT_MS / 1_000} s`)),
    ANSWER_LIMIT_MS,
  );
  try {
    return await fetch(input, { ...init, signal: giveUp.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** The deepest cause says what happened ("getaddrinfo ENOTFOUND huggingface.co"), the outermost only "fetch failed". */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}

/**
 * Downloads a model with the library's own loader into `<directory>/<id>`, where it then is a folder like any other.
 * @returns that folder and the best weights that the model offers.
 * @throws KindredError `model_unavailable` without internet, for an unknown id, or for a model without ONNX weights.
 */
export async function downloadModel(
  id: string,
  { directory, log, host }: RemoteModelOptions,
): Promise<{ readonly directory: string; readonly weights: WeightsKind }> {
  const { AutoModel, AutoTokenizer, env, LogLevel, ModelRegistry } = await import("@xenova/transformers");
  env.logLevel = LogLevel.ERROR;
  env.fetch = fetchPromptly;
  if (host !== undefined) env.remoteHost = host;
  const refuse = (message: string, remedy: string, cause?: unknown) =>
    new KindredError("model_unavailable", message, remedy, { cause });
  try {
    const offered = await ModelRegistry.get_available_dtypes(id, { cache_dir: directory });
    const weights = (Object.keys(WEIGHTS_FILES) as WeightsKind[]).find((kind) => offered.includes(kind));
    if (weights === undefined) {
      throw refuse(
        `The model ${id} has none of ${Object.values(WEIGHTS_FILES).join(", ")}.`,
        "Choose a model with ONNX weights, e.g. one by Xenova or onnx-community, or unset EMBEDDING_MODEL.",
      );
    }
    log(`Downloading the model ${id} (${WEIGHTS_FILES[weights]}) to ${join(directory, id)}.`);
    await AutoTokenizer.from_pretrained(id, { cache_dir: directory });
    const model = await AutoModel.from_pretrained(id, { cache_dir: directory, dtype: weights, device: "cpu" });
    await model.dispose();
    return { directory: join(directory, id), weights };
  } catch (error) {
    if (error instanceof KindredError) throw error;
    const { status } = error as { readonly status?: number | null };
    if (typeof status === "number") {
      throw refuse(
        `The model hub does not give out the model ${id} (status ${status}).`,
        "Check the id in EMBEDDING_MODEL: it may be misspelt, private, or lack a file. Unset it for the built-in model.",
        error,
      );
    }
    throw refuse(
      `There is no folder ${id} here, and no model of that id could be downloaded: ${rootMessage(error)}.`,
      "Connect to the internet once, or set EMBEDDING_MODEL to the folder of a downloaded model, or unset it for the built-in model, which needs no internet.",
      error,
    );
  }
}
