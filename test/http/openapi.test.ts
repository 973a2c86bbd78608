import { describe, expect, it } from "vitest";
import { DUPLICATE_CUTS } from "../../src/duplicates/cuts.ts";
import type { ApiDocument } from "../../src/http/api-document.ts";
import { CheckAnswer } from "../../src/http/contract/duplicate-check.ts";
import { DecisionsMade } from "../../src/http/contract/duplicate-decisions.ts";
import { ClusterPage, PairPage, WholeCluster } from "../../src/http/contract/duplicates.ts";
import { Suggestions } from "../../src/http/contract/suggestions.ts";
import { PROBLEMS } from "../../src/http/problem.ts";
import { createFakeApp } from "./fakes.ts";
import { getJson } from "./requests.ts";

const ROUTES = [
  "delete /v1/threads/{id}", "get /healthz", "get /info", "get /readyz",
  "get /v1/duplicates", "get /v1/duplicates/clusters", "get /v1/duplicates/clusters/{id}", "get /v1/duplicates/decisions", "get /v1/threads", "get /v1/threads/{id}",
  "get /v1/threads/{id}/recommendations", "get /v1/threads/{id}/related-faq", "get /v1/threads/{id}/similar",
  "get /v1/topic-edits", "get /v1/topics", "get /v1/topics/{id}", "patch /v1/topics/{id}",
  "post /v1/duplicates/check", "post /v1/duplicates/decisions", "post /v1/duplicates/decisions/batch", "post /v1/feedback", "post /v1/recommendations", "post /v1/related-faq", "post /v1/similar", "post /v1/suggestions",
  "post /v1/threads", "put /v1/threads/{id}",
];

const FOR_EDITORS = [
  "get /v1/duplicates", "get /v1/duplicates/clusters", "get /v1/duplicates/clusters/{id}", "get /v1/duplicates/decisions", "get /v1/topic-edits",
  "patch /v1/topics/{id}", "post /v1/duplicates/decisions", "post /v1/duplicates/decisions/batch",
];

async function read(): Promise<ApiDocument> {
  return getJson(createFakeApp().app, "/openapi.json");
}

function operations(document: ApiDocument) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
  );
}

/** Every object inside a value, itself included. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

describe("/openapi.json", () => {
  it("is 3.1 and holds every route", async () => {
    const document = await read();
    expect(document.openapi).toBe("3.1.0");
    expect(document.info).toMatchObject({ title: "Kindred", version: "1.2.3" });
    expect(operations(document).map(({ name }) => name).toSorted()).toEqual(ROUTES);
  });

  it("gives every route an id of its own, a summary, a tag, and a success with an example", async () => {
    const all = operations(await read());
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    for (const { name, operation } of all) {
      expect(operation.summary, name).toMatch(/\w/);
      expect(operation.tags, name).toHaveLength(1);
      const success = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
      expect(success.length, name).toBeGreaterThan(0);
      for (const [status, { content }] of success) {
        if (status !== "204") expect(content?.["application/json"]?.example, name).toBeDefined();
      }
    }
  });

  it("names every error under its status, with an example", async () => {
    for (const { name, operation } of operations(await read())) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status.startsWith("2")) continue;
        const examples = Object.entries(content?.["application/problem+json"]?.examples ?? {});
        expect(examples.length, name).toBeGreaterThan(0);
        for (const [code, { value }] of examples) {
          expect(PROBLEMS[code as keyof typeof PROBLEMS].status, name).toBe(Number(status));
          expect(value).toMatchObject({ code, status: Number(status) });
        }
      }
    }
  });

  it("says which routes take an editor's key, and that these refuse without one", async () => {
    const document = await read();
    const guarded = operations(document).filter(({ operation }) => operation.security !== undefined);
    expect(guarded.map(({ name }) => name).toSorted()).toEqual(FOR_EDITORS);
    for (const { name, operation } of operations(document)) {
      const codes = Object.keys(operation.responses["401"]?.content?.["application/problem+json"]?.examples ?? {});
      expect([name, codes]).toEqual([name, FOR_EDITORS.includes(name) ? ["key_missing", "key_refused"] : []]);
    }
    for (const { operation } of guarded) expect(operation.security).toEqual([{ editorKey: [] }]);
    expect(document).toHaveProperty("components.securitySchemes.editorKey", expect.objectContaining({ type: "http", scheme: "bearer" }));
  });

  it("resolves every reference, and describes every parameter of a path", async () => {
    const document = await read();
    for (const { $ref } of objectsIn(document)) {
      if (typeof $ref !== "string") continue;
      const target = $ref.split("/").slice(1).reduce<any>((at, key) => at?.[key], document);
      expect(target, $ref).toBeTypeOf("object");
    }
    for (const { name, path, operation } of operations(document)) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key));
    }
  });

  it("gives examples that are what their schemas promise", async () => {
    const document = await read();
    const promised = { DuplicatePairPage: PairPage, DuplicateClusterPage: ClusterPage, WholeDuplicateCluster: WholeCluster, DuplicateCheckAnswer: CheckAnswer, DuplicateDecisionsMade: DecisionsMade, Suggestions };
    for (const [id, schema] of Object.entries(promised)) {
      const answers = operations(document).flatMap(({ operation }) => Object.values(operation.responses)).map(({ content }) => content?.["application/json"]);
      const examples = answers.filter((answer) => answer?.schema?.$ref?.endsWith(`/${id}`)).map((answer) => answer?.example);
      expect(examples, id).toHaveLength(1);
      expect(schema.parse(examples[0]), id).toEqual(examples[0]);
    }
  });

  it("explains in words what is told of duplicates, and from which score on", async () => {
    const document = await read();
    const parameters = document.paths["/v1/duplicates"]?.["get"]?.parameters ?? [];
    for (const { name, description } of parameters) expect(description, name).toMatch(/\w/);
    expect(parameters.find(({ name }) => name === "minScore")?.schema).toMatchObject({ type: "number", minimum: DUPLICATE_CUTS.floor, maximum: 1, default: DUPLICATE_CUTS.line });
    const pair = document.components?.schemas?.["DuplicatePair"]?.properties ?? {};
    expect(pair["score"]?.description).toContain("How surely the two ask the same");
    expect(pair["score"]?.description).toContain("is estimated from the forum");
    expect(pair["judgement"]?.properties?.["direct"]?.description).toContain("it follows from what editors decided of others");
    const page = document.components?.schemas?.["DuplicatePairPage"]?.properties ?? {};
    expect(page["offset"]?.description).toContain("asks for the first page again");
    expect(page["finding"]?.properties?.["complete"]?.description).toContain("found so far");
  });

  it("tells ranges and defaults of numbers in a query", async () => {
    const parameters = (await read()).paths["/v1/threads/{id}/similar"]?.["get"]?.parameters ?? [];
    const schemas = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    expect(schemas["limit"]).toMatchObject({ type: "integer", minimum: 1, maximum: 100, default: 4 });
    expect(schemas["minScore"]).toMatchObject({ type: "number", minimum: 0, maximum: 1 });
    expect(schemas["collapse"]).toMatchObject({ type: "boolean", default: true });
  });

  it("is the same for a second app in the same process", async () => {
    expect(await read()).toEqual(await read());
  });

  it("tells the longest text that this service was set up for", async () => {
    const { app } = createFakeApp([], { mostTextCharacters: 123 });
    const document: ApiDocument = await getJson(app, "/openapi.json");
    expect(document.components?.schemas?.["SimilarRequest"]?.properties?.["text"]?.maxLength).toBe(123);
  });
});
