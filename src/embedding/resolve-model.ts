import { access, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { KindredError } from "../forum/errors.ts";
import { prepareDefaultModel } from "./prepare-model.ts";
import { downloadModel } from "./remote-model.ts";
import { COMPANION_FILES, describeModel, WEIGHTS_FILES, type ResolvedModel, type WeightsKind } from "./resolved-model.ts";

export interface ResolveModelOptions {
  /** Folder for prepared and downloaded models; made if absent. */
  readonly modelsDirectory: string;
  readonly log?: (message: string) => void;
  /** Where ids are looked up, e.g. a mirror; huggingface.co by default. */
  readonly host?: string;
}

/** `name` or `owner/name`, as on the hub. */
const HUB_ID = /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/u;

const exists = (path: string) => access(path).then(() => true, () => false);

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}

/** @returns the weights a folder holds, or what of the layout it lacks. */
async function inspectFolder(directory: string): Promise<{ weights: WeightsKind } | { missing: string[] }> {
  const missing: string[] = [];
  for (const file of COMPANION_FILES) if (!(await exists(join(directory, file)))) missing.push(file);
  for (const weights of Object.keys(WEIGHTS_FILES) as WeightsKind[]) {
    if (missing.length === 0 && (await exists(join(directory, WEIGHTS_FILES[weights])))) return { weights };
  }
  return { missing: missing.length > 0 ? missing : [`one of ${Object.values(WEIGHTS_FILES).join(", ")}`] };
}

async function describeFolder(directory: string, name: string): Promise<ResolvedModel> {
  const found = await inspectFolder(directory);
  if ("missing" in found) {
    throw new KindredError(
      "model_unavailable",
      `The folder ${directory} is not a model in the transformers.js layout: it lacks ${found.missing.join(" and ")}.`,
      "Point EMBEDDING_MODEL at a folder with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx, or unset it for the built-in model.",
    );
  }
  try {
    return await describeModel(directory, { name, variant: found.weights, weights: found.weights });
  } catch (error) {
    throw new KindredError(
      "model_unavailable",
      `The model in ${directory} cannot be read: ${(error as Error).message}`,
      "Make its files readable for this user.",
      { cause: error },
    );
  }
}

/**
 * Finds the model that a setting names: the built-in one for undefined, else an existing folder, else a model of
 * that id on the hub, downloaded once and kept. Afterwards it is on disk and known by its fingerprint.
 * @throws KindredError `model_unavailable`, with what to do about it, when it cannot be had.
 */
export async function resolveModel(
  setting: string | undefined,
  { modelsDirectory, log = () => {}, host }: ResolveModelOptions,
): Promise<ResolvedModel> {
  if (setting === undefined) return prepareDefaultModel({ directory: modelsDirectory }, { log });
  if (await isFolder(setting)) return describeFolder(resolve(setting), basename(resolve(setting)));
  if (!HUB_ID.test(setting)) {
    throw new KindredError(
      "model_unavailable",
      `There is no folder ${resolve(setting)}, and ${setting} is not the id of a model either.`,
      "Set EMBEDDING_MODEL to an existing folder or to an id like Xenova/all-MiniLM-L6-v2, or unset it for the built-in model.",
    );
  }
  const directory = resolve(modelsDirectory, "downloaded");
  const earlier = await inspectFolder(join(directory, setting));
  if ("weights" in earlier) return describeFolder(join(directory, setting), setting);
  const { directory: folder } = await downloadModel(setting, { directory, log, ...(host === undefined ? {} : { host }) });
  return describeFolder(folder, setting);
}
