import type { ApiDocument, ApiOperation, ApiSchema } from "../http/api-document.ts";

/** What the lines to paste are made with. */
export interface DocsExample {
  /** Where the reader reached this page: the lines go there too. */
  readonly origin: string;
  /** Ids that exist, as long as there is anything. */
  readonly threadId: string | undefined;
  readonly topic: { readonly id: string; readonly name: string } | undefined;
}

export interface DocumentedRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
  readonly parameters: readonly DocumentedField[];
  readonly fields: readonly DocumentedField[];
  readonly curl: string;
  readonly answer: string | undefined;
  readonly codes: readonly string[];
}

export interface DocumentedField {
  readonly name: string;
  readonly place: string;
  readonly type: string;
  readonly description: string;
}

/** The shell puts in the editor's key, so that none stands in a page or in the shell's history. */
const KEY_HEADER = '"authorization: Bearer $KINDRED_KEY"';

/** A thread nobody misses: what is written or removed in an example is never one of the forum's own. */
const SCRATCH_THREAD = "example-1";

/** Of that thread, once it was put: skipping a pair changes no list. */
const scratchDecision = (threadId: string) => ({ left: SCRATCH_THREAD, right: threadId, decision: "skipped" });
const SCRATCH_BODIES: Readonly<Record<string, (threadId: string) => object>> = {
  "/v1/duplicates/decisions": scratchDecision,
  "/v1/duplicates/decisions/batch": (threadId) => ({ decisions: [scratchDecision(threadId)] }),
};

export function documentedRoutes(document: ApiDocument, example: DocsExample): DocumentedRoute[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const bodies = Object.entries(operation.requestBody?.content ?? {});
      const schema = resolve(document, bodies[0]?.[1].schema);
      return {
        method: method.toUpperCase(),
        path,
        operation,
        parameters: (operation.parameters ?? []).map((parameter) =>
          fieldOf(parameter.name, parameter.in, parameter.required === true, resolve(document, parameter.schema), parameter.description),
        ),
        fields: Object.entries(schema.properties ?? {}).map(([name, property]) =>
          fieldOf(name, "body", schema.required?.includes(name) === true, resolve(document, property), property.description),
        ),
        curl: curlLine(method, path, bodies[0], operation.security !== undefined, example),
        answer: answerExample(operation),
        codes: codesOf(operation),
      };
    }),
  );
}

function resolve(document: ApiDocument, schema: ApiSchema = {}): ApiSchema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : { ...document.components?.schemas?.[name], ...schema };
}

function fieldOf(name: string, place: string, required: boolean, schema: ApiSchema, description = schema.description ?? ""): DocumentedField {
  const type = schema.enum === undefined || schema.type === "boolean" ? [schema.type ?? "any"].flat().join(" or ") : schema.enum.join(" | ");
  const range = schema.minimum === undefined ? "" : ` ${schema.minimum}–${schema.maximum}`;
  const presence = required ? ", required" : schema.default === undefined ? "" : `, default ${JSON.stringify(schema.default)}`;
  return { name, place, type: type + range + presence, description };
}

function curlLine(
  method: string,
  path: string,
  body: readonly [string, { readonly example?: unknown }] | undefined,
  needsKey: boolean,
  { origin, threadId = "1001", topic }: DocsExample,
): string {
  const writes = method === "put" || method === "delete";
  const id = writes ? SCRATCH_THREAD : path.startsWith("/v1/topics") ? (topic?.id ?? "back-pain.family-medicine") : threadId;
  const parts = ["curl"];
  if (method !== "get" && body === undefined) parts.push("-X", method.toUpperCase());
  parts.push(quote(origin + path.replace("{id}", encodeURIComponent(id))));
  if (needsKey) parts.push("-H", KEY_HEADER);
  if (body !== undefined) {
    const [type, { example: written }] = body;
    // Pasted as it stands, it calls the forum's own topic what it is called already, which changes nothing.
    const example = method === "patch" && topic !== undefined ? { name: topic.name } : (SCRATCH_BODIES[path]?.(threadId) ?? written);
    if (method !== "post") parts.push("-X", method.toUpperCase());
    parts.push("-H", quote(`content-type: ${type}`));
    parts.push("--data-binary", quote(typeof example === "string" ? example : JSON.stringify(example)));
  }
  return parts.join(" ");
}

/** For a POSIX shell: within single quotes nothing has a meaning but the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function answerExample({ responses }: ApiOperation): string | undefined {
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"));
  const example = success?.[1].content?.["application/json"]?.example;
  return example === undefined ? undefined : JSON.stringify(example, null, 2);
}

function codesOf({ responses }: ApiOperation): string[] {
  return Object.values(responses).flatMap(({ content }) => Object.keys(content?.["application/problem+json"]?.examples ?? {}));
}
