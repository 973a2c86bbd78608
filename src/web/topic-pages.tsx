/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Hono } from "hono";
import { topicPath } from "../forum/addresses.ts";
import { KindredError } from "../forum/errors.ts";
import type { Services } from "../http/services.ts";
import { pageOf } from "./page-request.ts";
import { render } from "./render.ts";
import type { Stylesheet } from "./stylesheet.ts";
import { TopicPage } from "./topic-page.tsx";
import { AllTopicsPage, MOST_TOPICS_OF_EACH, TOPICS_ON_A_PAGE, TopicsPage } from "./topics-page.tsx";

/** Topics by department, those of one department, and one topic with its threads. */
export function createTopicPages(reader: Services["reader"], stylesheet: Stylesheet): Hono {
  return new Hono()
    .get("/", (c) => {
      const { page, request, ...asked } = pageOf(c.req.query(), TOPICS_ON_A_PAGE);
      // "?department=" is the address of the topics without one.
      const department = asked.department ?? (c.req.query("department") === undefined ? undefined : null);
      const departments = reader.topicsByDepartment(department === undefined ? MOST_TOPICS_OF_EACH : 0);
      if (department === undefined && departments.some((one) => one.department !== null)) {
        return c.html(render(<AllTopicsPage departments={departments} stylesheet={stylesheet} />));
      }
      const topics = reader.topics({ ...request, department });
      return c.html(render(<TopicsPage {...{ topics, departments, department, page, stylesheet }} />));
    })
    .get("/:id", (c) => {
      const id = c.req.param("id");
      const topic = reader.topic(id);
      if (topic === undefined) throw new KindredError("topic_not_found", "There is no such topic.", "See the list of topics.");
      // Merged since somebody linked to it.
      if (topic.id !== id) return c.redirect(topicPath(topic.id) + new URL(c.req.url).search, 301);
      const { page, request } = pageOf(c.req.query());
      const threads = reader.topicThreads(id, request);
      return c.html(render(<TopicPage topic={topic} threads={threads} page={page} stylesheet={stylesheet} />));
    });
}
