import * as z from "zod";

export const FieldError = z
  .object({
    field: z.string().meta({ description: "Path of the field, \"replies.0.text\"; empty for the whole body." }),
    message: z.string(),
  })
  .meta({ id: "FieldError" });

/** RFC 9457, with a `code` that never changes and what to do about it. */
export const Problem = z
  .object({
    type: z.string().meta({ description: "Where this kind of error is explained." }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: "Stable: decide by this." }),
    remedy: z.string().meta({ description: "What to do." }),
    errors: z.array(FieldError).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem" });

export type FieldError = z.infer<typeof FieldError>;
export type Problem = z.infer<typeof Problem>;
