/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DepartmentTopics, Page, TopicSummary } from "../http/services.ts";
import { DepartmentFilter } from "./department-filter.tsx";
import { Document } from "./document.tsx";
import { listPath } from "./links.ts";
import { Pagination } from "./pagination.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { TopicList } from "./topic-list.tsx";
import { counted } from "./wording.ts";

/** A topic is one line where a thread takes five, so a page holds more of them. */
export const TOPICS_ON_A_PAGE = 60;
/** So many of each department stand on the page of all, and one more where that makes it whole: a link would take its place. */
const TOPICS_OF_EACH = 5;
export const MOST_TOPICS_OF_EACH = TOPICS_OF_EACH + 1;

const WITHOUT = "Without a department";

const counts = (departments: readonly DepartmentTopics[]) => departments.map(({ department, total }) => ({ name: department, count: total }));

const isWhole = ({ total }: DepartmentTopics) => total <= MOST_TOPICS_OF_EACH;

const Group = (group: DepartmentTopics) => {
  const { department, total, topics } = group;
  const name = department ?? WITHOUT;
  const path = listPath("/topics", { department });
  return (
    <section class="topic-group">
      <div class="topic-group-head">
        <h2 class="plain" dir="auto">
          <a href={path}>{name}</a>
        </h2>
        <span class="count">{counted(total, "topic", "topics")}</span>
      </div>
      <TopicList topics={isWhole(group) ? topics : topics.slice(0, TOPICS_OF_EACH)} />
      {isWhole(group) ? null : (
        <a class="all-of" href={path}>
          All {total.toLocaleString("en")} topics
          <span class="visually-hidden">: {name}</span>
        </a>
      )}
    </section>
  );
};

interface AllTopicsPageProps {
  /** Each with the first `MOST_TOPICS_OF_EACH` of its topics. */
  readonly departments: readonly DepartmentTopics[];
  readonly stylesheet: Stylesheet;
}

/** Every department with its largest topics. */
export const AllTopicsPage = ({ departments, stylesheet }: AllTopicsPageProps) => {
  const total = departments.reduce((sum, department) => sum + department.total, 0);
  const named = departments.filter(({ department }) => department !== null).length;
  return (
    <Document title="Topics" stylesheet={stylesheet} current="topics">
      <h1>Topics</h1>
      <div class="list-layout">
        <DepartmentFilter path="/topics" departments={counts(departments)} withoutDepartment={WITHOUT} />
        <div class="list">
          <p class="quiet">
            {counted(total, "topic", "topics")} in {counted(named, "department", "departments")}
            {departments.every(isWhole) ? "." : "; the largest of each are shown."}
          </p>
          <div class="topic-groups">
            {departments.map((department) => (
              <Group {...department} />
            ))}
          </div>
        </div>
      </div>
    </Document>
  );
};

interface TopicsPageProps {
  readonly topics: Page<TopicSummary>;
  readonly departments: readonly DepartmentTopics[];
  /** null for the topics without one; undefined where the forum has no departments at all. */
  readonly department: string | null | undefined;
  readonly page: number;
  readonly stylesheet: Stylesheet;
}

/** All topics of one department, or of a forum that has none, a page at a time. */
export const TopicsPage = ({ topics, departments, department, page, stylesheet }: TopicsPageProps) => {
  const heading = department === undefined ? "Topics" : department === null ? "Topics without a department" : `Topics of ${department}`;
  return (
    <Document title={heading} stylesheet={stylesheet} current="topics">
      <h1 dir="auto">{heading}</h1>
      <div class="list-layout">
        {department === undefined ? null : (
          <DepartmentFilter path="/topics" departments={counts(departments)} withoutDepartment={WITHOUT} current={department} />
        )}
        <section class="list" aria-labelledby="list-heading">
          <h2 id="list-heading">{counted(topics.total, "topic", "topics")}</h2>
          {topics.items.length > 0 ? (
            <TopicList topics={topics.items} />
          ) : (
            <p class="quiet">{topics.total === 0 ? "There are no topics here yet." : "There is nothing on this page."}</p>
          )}
          <Pagination path="/topics" department={department} page={page} total={topics.total} length={TOPICS_ON_A_PAGE} />
        </section>
      </div>
    </Document>
  );
};
