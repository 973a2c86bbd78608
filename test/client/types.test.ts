import { expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type {
  DuplicateClustersOptions, DuplicateDecisionPage, DuplicatePairPage, ErrorCode, Info, KindredClient, NewThread, Recommendations, RelatedFaqAnswer, SimilarAnswer,
  SimilarOptions, Thread, ThreadPage, ThreadsOptions, TopicRecord,
} from "../../src/client/client.ts";
import type { ErrorCode as CodeOfTheService } from "../../src/forum/errors.ts";
import type * as forum from "../../src/forum/thread.ts";
import type { DecisionPage } from "../../src/http/contract/duplicate-decisions.ts";
import type { PairPage } from "../../src/http/contract/duplicates.ts";
import type * as recommendations from "../../src/http/contract/recommendations.ts";
import type { TopicAnswer } from "../../src/http/contract/related-faq.ts";
import type * as similar from "../../src/http/contract/similar.ts";
import type * as status from "../../src/http/contract/status.ts";
import type * as threads from "../../src/http/contract/threads.ts";
import type * as topics from "../../src/http/contract/topic-edits.ts";

// What npm run check proves: run, these tests assert nothing.

test("an answer is what the contract of its route says", () => {
  expectTypeOf<SimilarAnswer>().toEqualTypeOf<z.output<typeof similar.SimilarAnswer>>();
  expectTypeOf<RelatedFaqAnswer>().toEqualTypeOf<z.output<typeof TopicAnswer>>();
  expectTypeOf<Recommendations>().toEqualTypeOf<z.output<typeof recommendations.Recommendations>>();
  expectTypeOf<Thread>().toEqualTypeOf<forum.Thread>();
  expectTypeOf<ThreadPage>().toEqualTypeOf<z.output<typeof threads.ThreadPage>>();
  expectTypeOf<TopicRecord>().toEqualTypeOf<z.output<typeof topics.TopicRecord>>();
  expectTypeOf<DuplicatePairPage>().toEqualTypeOf<z.output<typeof PairPage>>();
  expectTypeOf<DuplicateDecisionPage>().toEqualTypeOf<z.output<typeof DecisionPage>>();
  expectTypeOf<Info>().toEqualTypeOf<z.output<typeof status.Info>>();
  expectTypeOf<ErrorCode>().toEqualTypeOf<CodeOfTheService>();
});

test("what is asked has values and not texts, and all that has a default may be left out", () => {
  expectTypeOf<Pick<SimilarOptions, "limit" | "minScore" | "collapse">>().toEqualTypeOf<{ limit?: number | undefined; minScore?: number | undefined; collapse?: boolean | undefined }>();
  expectTypeOf<ThreadsOptions>().toEqualTypeOf<{ offset?: number | undefined; limit?: number | undefined; department?: string | undefined }>();
  expectTypeOf<DuplicateClustersOptions["order"]>().toEqualTypeOf<"size" | "certainty" | "line" | undefined>();
  expectTypeOf<{ id: string; question: string }>().toExtend<NewThread>();
  expectTypeOf<{ question: string }>().not.toExtend<NewThread>();
});

test("a mistake in a call is an error of types", () => {
  const calls = (client: KindredClient) => [
    // @ts-expect-error a text or a thread, and not neither
    client.similar({}),
    // @ts-expect-error no such option
    client.similar({ threadId: "1" }, { topicLimit: 4 }),
    // @ts-expect-error a number
    client.threads.list({ limit: "4" }),
    // @ts-expect-error no such decision
    client.duplicates.decide({ left: "1", right: "2", decision: "same" }),
    // @ts-expect-error no such field
    client.topics.edit("1", { title: "A title" }),
  ];
  expectTypeOf(calls).returns.toBeArray();
});
