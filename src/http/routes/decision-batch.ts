import { createRoute } from "@hono/zod-openapi";
import { KindredError } from "../../forum/errors.ts";
import type { AskedDecision, DuplicateDecision } from "../../store/duplicate-decisions.ts";
import { DecisionsBody, DecisionsMade, MOST_DECISIONS } from "../contract/duplicate-decisions.ts";
import { NoQueryBesideBody } from "../contract/text.ts";
import { editorOf, requireEditor } from "../editor-key.ts";
import { FieldsRefused } from "../problem.ts";
import { wholeBody } from "../request-body.ts";
import { createRouter } from "../router.ts";
import type { Services } from "../services.ts";
import { DECIDING_REFUSALS, MOST_DECISION_BYTES } from "./deciding.ts";
import { answer, body, FOR_EDITORS, problems } from "./describe.ts";
import { decisionsBodyExample, decisionsExample } from "./duplicate-examples.ts";

const decideAll = createRoute({
  method: "post",
  path: "/v1/duplicates/decisions/batch",
  operationId: "decideDuplicates",
  tags: ["Duplicates"],
  summary: "Decide on many pairs of threads at once",
  description: "All of the decisions are kept or, where one is refused, none; `errors` names which, as decisions.3.right: the fourth one's.",
  security: FOR_EDITORS,
  request: { query: NoQueryBesideBody, body: body(DecisionsBody, decisionsBodyExample) },
  responses: {
    201: answer("The decisions as they are kept; the next answer follows them.", DecisionsMade, decisionsExample),
    ...problems(...DECIDING_REFUSALS),
  },
});

type Given = Pick<Services, "duplicates" | "reader" | "keys">;

export function createDecisionBatchRoutes({ duplicates, reader, keys }: Given) {
  return createRouter().openapi({ ...decideAll, middleware: [requireEditor(keys), wholeBody(MOST_DECISIONS * MOST_DECISION_BYTES)] }, (c) => {
    const { decisions } = c.req.valid("json");
    return c.json({ items: decideOn(decisions, editorOf(c), { duplicates, reader }) }, 201);
  });
}

function decideOn(decisions: readonly AskedDecision[], editor: string, { duplicates, reader }: Omit<Given, "keys">): readonly DuplicateDecision[] {
  try {
    return duplicates.decideAll(decisions, editor);
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== "thread_not_found") throw error;
    // Which one it was is looked up only now: a thread is a document to read, and nearly always all are there.
    throw new FieldsRefused(error.code, error.message, error.remedy, missingOf(decisions, reader));
  }
}

function missingOf(decisions: readonly AskedDecision[], reader: Given["reader"]) {
  return decisions.flatMap((decision, place) =>
    (["left", "right"] as const)
      .filter((side) => reader.thread(decision[side]) === undefined)
      .map((side) => ({ field: `decisions.${place}.${side}`, message: "is no public thread" })),
  );
}
