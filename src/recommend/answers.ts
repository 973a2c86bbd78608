import type { Field } from "../forum/passage.ts";
import type { SuggestedDepartment } from "./suggested-department.ts";

/** How a list of similar threads is asked for. Absent filters let everything through. */
export interface SimilarOptions {
  readonly limit: number;
  /** From 0 to 1; absent means the calibrated cuts, and that exact threads are shown whatever their score. */
  readonly minScore?: number | undefined;
  readonly department?: string | undefined;
  readonly language?: string | undefined;
  /** Only threads that have a reply. */
  readonly answered?: boolean | undefined;
  /** Near-identical threads share one place, and what fills the list is chosen to differ. */
  readonly collapse: boolean;
  /** How much newer threads are preferred, 0 to 1; it moves places, not scores. Absent means not at all. */
  readonly recency?: number | undefined;
  readonly explain: boolean;
}

export interface SimilarThread {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly department: string | null;
  /** Calibrated: how probably an editor would call the two related, 0 to 1. */
  readonly score: number;
  readonly question: { readonly excerpt: string };
  readonly reply: {
    readonly author: string | null;
    readonly department: string | null;
    readonly excerpt: string;
  } | null;
  /** Which side of this thread came nearest to what was asked. */
  readonly matched: Field;
  /** Only when asked for. */
  readonly explanation?: Explanation;
}

export interface Explanation {
  /** Cosine of the two nearest question windows, and of the nearest two windows of which one is a reply's (null: there is no reply). */
  readonly similarity: { readonly question: number; readonly reply: number | null };
  /** How well its words fit, 0 to 1: 1 for the thread that shares most of the telling words. */
  readonly words: number;
  /** The share of what is asked that the best thread says, 0 to 1; the same all through a list. */
  readonly coverage: number;
  /** All stages together before calibration, which gave the place; of a shared place, its nearest thread's. */
  readonly raw: number;
  /** The beginning of the passage that matched, of what was asked. */
  readonly asked: string;
  /** The same of this thread. */
  readonly passage: string;
  /** Words that both have and few other threads, the most telling first, as this thread writes them. */
  readonly sharedWords: readonly string[];
}

export interface SimilarAnswer {
  readonly items: readonly SimilarThread[];
  readonly hidden: {
    /** Threads that would be in this list were it not for the cut. */
    readonly belowScore: number;
    /** Threads that gave up their place to a near-identical one, or to the canonical one of their duplicates. */
    readonly duplicates: number;
  };
  /** The model's fingerprint. */
  readonly model: string;
  /** Milliseconds. */
  readonly tookMs: { readonly embed: number; readonly search: number; readonly total: number };
}

export interface RelatedTopic {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly url: string;
  readonly threadCount: number;
  /** Calibrated: how probably a question like this is filed under the topic, were that as probable as not; 0 to 1. */
  readonly score: number;
  /** Only when asked for. */
  readonly explanation?: TopicExplanation;
}

/** Why a topic is in a list. Similarities are cosines, -1 to 1. */
export interface TopicExplanation {
  /** Of the topic's name; of its nearest threads together, and of all of them on the average (null: it has none). */
  readonly similarity: { readonly name: number; readonly threads: number | null; readonly centre: number | null };
  /** What part of the place the name makes, 0 to 1: 1 for a topic without threads. */
  readonly nameShare: number;
  /** Whether the thread that asks is in the topic. */
  readonly own: boolean;
  /** Its threads that came nearest and are public this moment, nearest first. */
  readonly threads: readonly { readonly id: string; readonly title: string; readonly similarity: number }[];
  /** All together before calibration, which gave the place. */
  readonly raw: number;
}

export interface TopicOptions {
  readonly limit: number;
  readonly explain?: boolean | undefined;
}

export interface TopicAnswer {
  readonly items: readonly RelatedTopic[];
}

export interface Recommendations {
  readonly similar: SimilarAnswer;
  readonly relatedFaq: TopicAnswer;
}

/** How suggestions are asked for; absent filters let everything through. */
export interface SuggestionOptions {
  readonly limit: number;
  readonly topicLimit: number;
  /** Of the threads that are shown, and of those that vote. */
  readonly language?: string | undefined;
}

/** What may help somebody who is writing a question. */
export interface Suggestions {
  /** Threads that have a reply. */
  readonly similar: SimilarAnswer;
  readonly relatedFaq: TopicAnswer;
  /** What the nearest threads vote for, answered or not; null where none is near, or where they do not agree. */
  readonly department: SuggestedDepartment | null;
}

/** What somebody asks, before it is a thread. */
export interface Inquiry {
  readonly text: string;
  readonly title?: string | undefined;
}

/** A known public thread by its id, or free text. */
export type Subject = { readonly threadId: string } | Inquiry;

/**
 * The product. Every answer holds public threads only, and of those that editors decided to be duplicates the canonical one
 * alone; an unknown or hidden thread id rejects with `thread_not_found`. A thread that has no vectors yet is embedded on demand.
 */
export interface Recommender {
  similar(subject: Subject, options: SimilarOptions, signal?: AbortSignal): Promise<SimilarAnswer>;
  relatedTopics(subject: Subject, options: TopicOptions, signal?: AbortSignal): Promise<TopicAnswer>;
  /** Both lists; a text is embedded once. What explains threads explains topics too. */
  recommend(
    subject: Subject,
    options: { readonly similar: SimilarOptions; readonly topicLimit: number },
    signal?: AbortSignal,
  ): Promise<Recommendations>;
  /** What may answer a question before it is asked, and where it belongs; the text is embedded once. */
  suggest(inquiry: Inquiry, options: SuggestionOptions, signal?: AbortSignal): Promise<Suggestions>;
}
