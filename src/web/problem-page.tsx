/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Problem } from "../http/contract/problem.ts";
import { Document } from "./document.tsx";
import type { Stylesheet } from "./stylesheet.ts";

/** What people are told; the API's remedies speak to programmers. */
const ADVICE: Record<string, string> = {
  thread_not_found: "It may have been removed, or was never public.",
  topic_not_found: "It may have gone with its last thread.",
  route_not_found: "Check the address, or start from the list of threads.",
  overloaded: "Please try again in a moment.",
  not_ready: "The service is starting. Please try again in a moment.",
  internal: "Please try again. If it stays, tell whoever runs this site the number below.",
};

export const ProblemPage = ({ problem, stylesheet }: { readonly problem: Problem; readonly stylesheet: Stylesheet }) => (
  <Document title={problem.title} stylesheet={stylesheet}>
    <section class="problem">
      <p class="kicker">{problem.status}</p>
      <h1>{problem.title}</h1>
      <p class="lead">{ADVICE[problem.code] ?? problem.detail}</p>
      <p>
        <a href="/">See all threads</a>
      </p>
      {problem.requestId === undefined || problem.status < 500 ? null : <p class="quiet">Request {problem.requestId}</p>}
    </section>
  </Document>
);
