import type { Interval } from "./bootstrap.ts";
import { TOPIC_RANKERS, type TopicReport } from "./evaluate-topics.ts";
import type { TopicListsReport } from "./evaluate-topic-lists.ts";
import { bracketed, percent, textTable } from "./text-table.ts";

/** Which topics texts are found to belong under, for people. */
export function topicLines({ name, threads, topics, texts, rankers, unanswerable, unanswerableEmptyShare }: TopicReport): string[] {
  const row = (title: string, { top1, top3 }: { readonly top1: Interval; readonly top3: Interval }) => [title, bracketed(top1), bracketed(top3)];
  return [
    `${name}: ${texts} texts asked of ${threads} threads under ${topics} topics`,
    ...textTable([["topic placed by", "top-1", "top-3"], ...TOPIC_RANKERS.map((ranker) => row(ranker, rankers[ranker]))]),
    ...(unanswerable > 0 ? [`Texts of other forums that are shown no topic, of ${unanswerable}: ${percent(unanswerableEmptyShare)}`] : []),
  ];
}

/** What a forum's own threads are shown, for people. */
export function topicListsLines({ name, threads, fullShare, ownFirstShare, departments, mostOfOne, leftOut, spreadMinus }: TopicListsReport): string[] {
  return [
    `${name}: related topics of ${threads} threads that name some`,
    ...textTable([
      ["  lists of ten that are full", percent(fullShare)],
      ["  lists that begin with the topics of their thread", percent(ownFirstShare)],
      ["  departments in a list", departments.toFixed(1)],
      ["  places of the department that has most", mostOfOne.toFixed(1)],
      ["  nDCG@10 of a thread's topics, itself left out", bracketed(leftOut)],
      ["  of that, what spreading over departments adds", bracketed(spreadMinus)],
    ]),
  ];
}
