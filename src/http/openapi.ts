import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiDocument } from "./api-document.ts";
import { EDITOR_KEY } from "./editor-key.ts";

/** The OpenAPI 3.1 document of everything registered on the root app; a mounted one would lose its prefix. */
export function describeApi(app: OpenAPIHono, version: string): ApiDocument {
  app.openAPIRegistry.registerComponent("securitySchemes", EDITOR_KEY, {
    type: "http",
    scheme: "bearer",
    description: "An editor's key, from npm run keys -- add NAME.",
  });
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Kindred",
      version,
      description:
        "Similar questions and related topics for Q&A forums. Every error is application/problem+json (RFC 9457) " +
        "with a stable code and a remedy. Only public threads are ever answered.",
      license: { name: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [
      { name: "Similar threads" },
      { name: "Related FAQ" },
      { name: "Both", description: "Similar threads and related topics in one answer." },
      { name: "Threads" },
      { name: "Topics" },
      { name: "Duplicates", description: "Threads that may ask the same, and what editors decide of them." },
      { name: "Feedback", description: "What readers do with what they are shown: sums, and nothing of who they are." },
      { name: "Service" },
    ],
  });
  // What is generated is wider typed: any of it may be a $ref or absent.
  return document as unknown as ApiDocument;
}
