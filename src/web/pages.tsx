/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Hono } from "hono";
import { compress } from "hono/compress";
import { KindredError } from "../forum/errors.ts";
import { abortSignalOf } from "../http/abort-signal.ts";
import { DEFAULT_TOPIC_LIMIT } from "../http/contract/related-faq.ts";
import { DEFAULT_SIMILAR_LIMIT } from "../http/contract/similar.ts";
import type { Pages, PagesGiven } from "../http/pages.ts";
import type { Recommendations, Recommender, Subject } from "../recommend/answers.ts";
import { AskPage } from "./ask-page.tsx";
import { inquiryOf, readQuestion } from "./asked-question.ts";
import { createAssetRoutes } from "./assets.ts";
import { createBrowserScript } from "./browser-script.ts";
import { DocsPage } from "./docs-page.tsx";
import { EditorPage } from "./editor-page.tsx";
import { problemFragment } from "./fragment.tsx";
import { createFragmentRoutes } from "./fragment-routes.ts";
import { HomePage } from "./home-page.tsx";
import { pageOf } from "./page-request.ts";
import { ProblemPage } from "./problem-page.tsx";
import { render } from "./render.ts";
import { readStylesheet } from "./stylesheet.ts";
import { ThreadPage } from "./thread-page.tsx";
import { createTopicPages } from "./topic-pages.tsx";
import { createWidgetRoutes } from "./widget-routes.tsx";

/** The pages that run a script. */
const SCRIPTED: ReadonlySet<string> = new Set(["/ask", "/editor", "/widget", "/widget/host"]);
const FOR_OTHER_SITES = /^\/(embed\/|widget\.(js|css)$)/;

/** Every page for people. All but three hold not a line of script, and all but the editors' do without. */
export function createPages(given: PagesGiven): Pages {
  const { services, mostTextCharacters, publicUrl, document } = given;
  const { reader, recommender, duplicates } = services;
  const stylesheet = readStylesheet();
  const editorScript = createBrowserScript({ entry: "editor/main.tsx", format: "esm" });

  const routes = new Hono();
  // A page is a third as large packed: what an old phone waits for is the line.
  for (const path of ["/", "/assets/*", "/threads/*", "/topics/*", "/ask", "/docs", "/editor", "/widget", "/widget/*", "/widget.js", "/widget.css"]) routes.use(path, compress());
  routes
    .route("/embed", createFragmentRoutes(given))
    .route("/assets", createAssetRoutes(stylesheet, editorScript))
    .route("/", createWidgetRoutes(reader, { publicUrl, stylesheet }))
    .get("/", (c) => {
      const { page, department, request } = pageOf(c.req.query());
      const threads = reader.threads({ ...request, department });
      const props = { threads, departments: reader.departments(), department, page, mostTextCharacters, stylesheet };
      return c.html(render(<HomePage {...props} />));
    })
    .get("/threads/:id", async (c) => {
      const id = c.req.param("id");
      const thread = reader.thread(id);
      if (thread === undefined) throw new KindredError("thread_not_found", "There is no such thread.", "See the list of threads.");
      const lists = await listsOf(recommender, { threadId: id }, abortSignalOf(c));
      const canonicalId = duplicates.canonicalOf(id);
      const canonical = canonicalId === undefined ? undefined : reader.thread(canonicalId);
      return c.html(render(<ThreadPage thread={thread} canonical={canonical} lists={lists} stylesheet={stylesheet} />));
    })
    .route("/topics", createTopicPages(reader, stylesheet))
    .get("/ask", (c) => {
      // It shows nothing of anybody, and a page that may be kept comes back with what was typed on it.
      c.header("cache-control", "private, no-cache");
      return c.html(render(<AskPage mostTextCharacters={mostTextCharacters} stylesheet={stylesheet} />));
    })
    .post("/ask", async (c) => {
      const { question, nearest, complaint } = await readQuestion(c.req.raw, mostTextCharacters);
      const props = { question, nearest, complaint, mostTextCharacters, stylesheet };
      if (complaint !== undefined) return c.html(render(<AskPage {...props} />), 400);
      const lists = await listsOf(recommender, inquiryOf(question), abortSignalOf(c), nearest ? 0 : undefined);
      return c.html(render(<AskPage {...props} lists={lists} />));
    })
    .get("/editor", (c) => {
      const departments = reader.departments().map(({ name }) => name);
      return c.html(render(<EditorPage departments={departments} script={editorScript()} stylesheet={stylesheet} />));
    })
    .get("/docs", (c) => {
      const example = {
        origin: new URL(c.req.url).origin,
        threadId: reader.threads({ offset: 0, limit: 1 }).items[0]?.id,
        topic: reader.topics({ offset: 0, limit: 1 }).items[0],
      };
      return c.html(render(<DocsPage document={document()} example={example} stylesheet={stylesheet} />));
    });

  return {
    routes,
    problemPage: (problem) => render(<ProblemPage problem={problem} stylesheet={stylesheet} />),
    problemFragment,
    runsScript: (path) => SCRIPTED.has(path),
    isForOtherSites: (path) => FOR_OTHER_SITES.test(path),
  };
}

/** A thread can be read without its recommendations: where they cannot be had just now, the page says so. */
async function listsOf(recommender: Recommender, subject: Subject, signal: AbortSignal, minScore?: number): Promise<Recommendations | null> {
  const similar = { limit: DEFAULT_SIMILAR_LIMIT, minScore, collapse: true, explain: false };
  try {
    return await recommender.recommend(subject, { similar, topicLimit: DEFAULT_TOPIC_LIMIT }, signal);
  } catch (error) {
    if (error instanceof KindredError && PASSING.has(error.code)) return null;
    throw error;
  }
}

const PASSING: ReadonlySet<string> = new Set(["overloaded", "not_ready", "model_unavailable", "index_unusable", "thread_not_found"]);
