import type { ErrorCode as Code } from "../forum/errors.ts";
import type { DecisionsQuery } from "../http/contract/duplicate-decisions.ts";
import type { ClusterQuery, ClustersQuery, PairsQuery } from "../http/contract/duplicate-filters.ts";
import type { DepartmentPageQuery, PageQuery } from "../http/contract/paging.ts";
import type { Problem } from "../http/contract/problem.ts";
import type { TopicEditsQuery } from "../http/contract/topic-edits.ts";
import type { Answer, Body, Parameters, Routes } from "./routes.ts";

/*
 * What goes to the service and what comes back, all of it derived from the routes. In the package these types
 * stand written out (scripts/build-client), so whatever is exported here has to be a type without parameters.
 */

type V1 = Routes["v1"];
type OneThread = V1["threads"][":id"];
type Decisions = V1["duplicates"]["decisions"];

/** All on one level, for whoever reads it in an editor. */
type Flat<Shape> = { [Name in keyof Shape]: Shape[Name] };

/** A question that is not a thread yet. */
export type Inquiry = Flat<Pick<Body<V1["similar"]["$post"]>, "text" | "title">>;

export type SimilarOptions = Flat<Omit<Body<V1["similar"]["$post"]>, keyof Inquiry>>;
export type SimilarAnswer = Answer<V1["similar"]["$post"]>;
export type SimilarThread = SimilarAnswer["items"][number];

export type RelatedFaqOptions = Flat<Omit<Body<V1["related-faq"]["$post"]>, keyof Inquiry>>;
export type RelatedFaqAnswer = Answer<V1["related-faq"]["$post"]>;
export type RelatedTopic = RelatedFaqAnswer["items"][number];

export type RecommendationsOptions = Flat<Omit<Body<V1["recommendations"]["$post"]>, keyof Inquiry>>;
export type Recommendations = Answer<V1["recommendations"]["$post"]>;

export type SuggestionsOptions = Flat<Omit<Body<V1["suggestions"]["$post"]>, keyof Inquiry>>;
export type Suggestions = Answer<V1["suggestions"]["$post"]>;

/** What a reader did with a list. */
export type Feedback = Body<V1["feedback"]["$post"]>;

export type Thread = Answer<OneThread["$get"]>;
export type ThreadsOptions = Parameters<V1["threads"]["$get"], typeof DepartmentPageQuery>;
export type ThreadPage = Answer<V1["threads"]["$get"]>;
export type ThreadSummary = ThreadPage["items"][number];
/** A thread as it is put: all but its id and its question may be left out. */
export type NewThread = Flat<{ id: string } & Omit<Body<OneThread["$put"]>, "id">>;
export type PutAnswer = Answer<OneThread["$put"]>;
export type PutAllAnswer = Answer<V1["threads"]["$post"]>;

export type TopicsOptions = Parameters<V1["topics"]["$get"], typeof DepartmentPageQuery>;
export type TopicPage = Answer<V1["topics"]["$get"]>;
export type TopicSummary = TopicPage["items"][number];
export type TopicOptions = Parameters<V1["topics"][":id"]["$get"], typeof PageQuery>;
export type TopicWithThreads = Answer<V1["topics"][":id"]["$get"]>;
export type TopicEdit = Body<V1["topics"][":id"]["$patch"]>;
export type TopicRecord = Answer<V1["topics"][":id"]["$patch"]>;
export type TopicEditsOptions = Parameters<V1["topic-edits"]["$get"], typeof TopicEditsQuery>;
export type TopicEditPage = Answer<V1["topic-edits"]["$get"]>;

export type DuplicateCheckAnswer = Answer<V1["duplicates"]["check"]["$post"]>;
export type DuplicatePairsOptions = Omit<Parameters<V1["duplicates"]["$get"], typeof PairsQuery>, "format">;
export type DuplicatePairPage = Answer<V1["duplicates"]["$get"]>;
export type DuplicateClustersOptions = Parameters<V1["duplicates"]["clusters"]["$get"], typeof ClustersQuery>;
export type DuplicateClusterPage = Answer<V1["duplicates"]["clusters"]["$get"]>;
export type DuplicateClusterOptions = Parameters<V1["duplicates"]["clusters"][":id"]["$get"], typeof ClusterQuery>;
export type DuplicateCluster = Answer<V1["duplicates"]["clusters"][":id"]["$get"]>;
export type NewDuplicateDecision = Body<Decisions["$post"]>;
export type DuplicateDecision = Answer<Decisions["$post"]>;
export type DuplicateDecisionsOptions = Omit<Parameters<Decisions["$get"], typeof DecisionsQuery>, "format">;
export type DuplicateDecisionPage = Answer<Decisions["$get"]>;
export type DuplicateDecisionsMade = Answer<Decisions["batch"]["$post"]>;

export type Info = Answer<Routes["info"]["$get"]>;
export type Ready = Answer<Routes["readyz"]["$get"]>;

/** Every way the service can refuse, by a name that never changes. */
export type ErrorCode = Code;
/** A field at fault and what is wrong with it. */
export type FieldError = NonNullable<Problem["errors"]>[number];
