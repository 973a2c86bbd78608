import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { createCheck } from "./duplicates/check.ts";
import { createDuplicateFinder } from "./duplicates/finder.ts";
import { createForumBackground } from "./duplicates/background.ts";
import { createDuplicateReview } from "./duplicates/review.ts";
import { sharpeningFrom, sharpeningKey, UNSHARPENED, type Sharpening } from "./duplicates/sharpening.ts";
import { createFeedbackBook } from "./feedback/book.ts";
import { measureCoverage, type Coverage, type CoverageOptions } from "./feedback/coverage.ts";
import type { Embedder } from "./embedding/embedder.ts";
import { createTransformersEmbedder } from "./embedding/transformers-embedder.ts";
import { resolveModel } from "./embedding/resolve-model.ts";
import type { Services } from "./http/services.ts";
import { KindredError } from "./forum/errors.ts";
import { digestOf } from "./forum/passage.ts";
import { createIngest, type Ingest } from "./ingest/ingest.ts";
import { createSampleForum, type SampleForum } from "./ingest/sample-forum.ts";
import { createStoredMasking } from "./ingest/stored-masking.ts";
import { maskPersonalData } from "./privacy/mask-personal-data.ts";
import { maskThread } from "./privacy/mask-thread.ts";
import { MASKING_RULES } from "./privacy/masks.ts";
import { calibrationFor, calibrationKey, type Calibration } from "./recommend/calibration.ts";
import { createRecommender } from "./recommend/recommender.ts";
import { createFollower, type Follower } from "./search/follower.ts";
import { createGraphKeeper } from "./search/graph-keeper.ts";
import { createForumIndex } from "./search/forum-index.ts";
import { createNearestVectors } from "./search/nearest-vectors.ts";
import { createSnapshotFolder } from "./search/snapshot.ts";
import { createVectorTable } from "./search/vector-table.ts";
import { openSource } from "./sources/open-source.ts";
import { createChangeFeed } from "./store/changes.ts";
import { openDatabase } from "./store/database.ts";
import { createDecisionLog } from "./store/decision-log.ts";
import { createDuplicateDecisions } from "./store/duplicate-decisions.ts";
import { createDuplicateGroups } from "./store/duplicate-groups.ts";
import { createDuplicateThreads } from "./store/duplicate-threads.ts";
import { createFeedbackStore } from "./store/feedback.ts";
import { createKeyStore } from "./store/keys.ts";
import { createForumReader } from "./store/reading.ts";
import { createSettingsStore, type SettingsStore } from "./store/settings.ts";
import { createTopicStore } from "./store/topics.ts";
import { createVectorStore } from "./store/vectors.ts";
import { createWordStore } from "./store/words.ts";
import { createThreadWriter } from "./store/writing.ts";
import { createCuration, type Curation } from "./topics/curation.ts";
import { createTopicJoining } from "./topics/topic-joining.ts";
import { reviewTopics, type TopicReview } from "./topics/topic-review.ts";
import { createTopicMining, type TopicMining } from "./topics/topic-mining.ts";

const SAMPLE_FORUM = fileURLToPath(new URL("sources/sample-forum.jsonl", import.meta.url));
/** Duplicates are looked for once at most so many vectors are not in the graph: each search scans those. */
const MOST_SCANNED = 4_096;

/** Everything put together over one index folder. */
export interface Kindred {
  readonly services: Services;
  readonly ingest: Ingest;
  /** Masks personal data in threads from before it was masked, where it is to be; says in how many. */
  maskStored(): Promise<void>;
  readonly sample: SampleForum;
  readonly follower: Follower;
  readonly curation: Curation;
  readonly mining: TopicMining;
  /** The largest topics and as many others, with threads in the middle of each; once the follower has started. */
  review(count: number): TopicReview;
  /** How many threads have how many neighbours above the cut; once the follower has started. */
  coverage(options: CoverageOptions): Promise<Coverage>;
  /** Ends in order: following stops, the graph is saved, threads end, feedback is written, the database closes. */
  close(): Promise<void>;
}

/**
 * The parts of a Kindred over one index folder and one embedder, each with what it needs of the others.
 * @param options.scanAtMost up to this many vectors are scanned instead of asking the graph.
 * @param options.maskPersonalData whether personal data is masked in what comes in and in what is asked; it is unless told.
 */
export function assemble(
  directory: string,
  embedder: Embedder,
  log: (message: string) => void,
  options: { readonly scanAtMost?: number; readonly maskPersonalData?: boolean } = {},
) {
  const database = openDatabase(directory);
  const vectorStore = createVectorStore(database, embedder);
  const writer = createThreadWriter(database, vectorStore);
  const reader = createForumReader(database);
  const feed = createChangeFeed(database, embedder);
  const words = createWordStore(database);
  const settings = createSettingsStore(database);
  const topics = createTopicStore(database, vectorStore, settings);
  const keys = createKeyStore(database);
  const feedbackStore = createFeedbackStore(database);
  const feedback = createFeedbackBook({ store: feedbackStore, log });
  const decisions = createDuplicateDecisions(database);
  const decisionLog = createDecisionLog(database);
  const duplicates = createDuplicateGroups(database, decisionLog);

  const table = createVectorTable(embedder.dimensions);
  const vectors = createNearestVectors(table, embedder.dimensions, options);
  const index = createForumIndex(table, vectors);
  // A folder for each model: two may serve one index, each with its own graph.
  const snapshots = createSnapshotFolder(join(directory, "graph", digestOf(embedder.fingerprint).slice(0, 12)), embedder);

  const onCommit = () => follower.catchUp();
  const mask = options.maskPersonalData === false ? undefined : { thread: maskThread, text: maskPersonalData };
  const ingest = createIngest({ embedder, writer, vectors: vectorStore, mask: mask?.thread, onCommit });
  const maskStored = createStoredMasking({ writer, ingest, settings, mask: mask?.thread, rules: MASKING_RULES });
  const { fillMissingVectors } = ingest;
  const createKeeper = (upTo: () => number) => createGraphKeeper({ vectors, table, snapshots, sequence: upTo, log });
  const sequence = () => follower.sequence();
  const joining = createTopicJoining({ feed, index, topics, sequence, onCommit, log });
  const background = createForumBackground(index, embedder.fingerprint, keptSharpening(embedder.fingerprint, settings, log));
  const finder = createDuplicateFinder({ feed, index, reader, sequence, background, ready: () => vectors.pending <= MOST_SCANNED, log });
  const follower = createFollower({ feed, index, createGraphKeeper: createKeeper, fillMissingVectors, followUps: [joining, finder.followUp], log });
  const curation = createCuration({ embedder, topics, onCommit });
  const mining = createTopicMining({ feed, reader, topics, embedder, onCommit });
  const isEmpty = () => feed.newestSequence() === 0;
  const sample = createSampleForum({ open: () => openSource(SAMPLE_FORUM), ingest, reader, settings, isEmpty });
  const calibration = keptCalibration(embedder.fingerprint, settings, log);
  const recommender = createRecommender({ embedder, index, reader, words, duplicates, calibration, mask: mask?.text });
  const check = createCheck({ embedder, index, reader, words, background, mask: mask?.text });
  const duplicateReview = createDuplicateReview({ finder, index, decisionLog, groups: duplicates, threads: createDuplicateThreads(database), check });
  return { database, reader, feed, words, settings, topics, keys, feedbackStore, feedback, decisions, duplicates, table, vectors, index, ingest, maskStored, follower, curation, mining, sample, calibration, recommender, finder, duplicateReview };
}

/** A curve that cannot be read must not keep a forum from its answers: it is said, and the one that Kindred brings is used. */
const keptCalibration = (fingerprint: string, settings: SettingsStore, log: (message: string) => void): Calibration =>
  readable(() => calibrationFor(fingerprint, settings.calibration(calibrationKey(fingerprint))), log) ?? calibrationFor(fingerprint);

const keptSharpening = (fingerprint: string, settings: SettingsStore, log: (message: string) => void): Sharpening =>
  readable(() => sharpeningFrom(settings.calibration(sharpeningKey(fingerprint))), log) ?? UNSHARPENED;

/** What is kept in the index, or undefined where it cannot be used and that was said. */
function readable<Kept>(read: () => Kept, log: (message: string) => void): Kept | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    log(`${error.message} ${error.remedy}`);
    return undefined;
  }
}

/** The one place that names concrete parts. @throws KindredError when the model or the index cannot be had. */
export async function openKindred(config: Config, log: (message: string) => void): Promise<Kindred> {
  const model = await resolveModel(config.model.name, { modelsDirectory: config.modelDirectory, log });
  const embedder = await createTransformersEmbedder(model, { threads: config.model.threads, log });
  try {
    const { database, reader, feed, topics, keys, feedback, decisions, duplicates, vectors, index, ingest, maskStored, follower, curation, mining, sample, recommender, duplicateReview } = assemble(config.indexDirectory, embedder, log, { maskPersonalData: config.maskPersonalData });
    return {
      services: {
        recommender,
        reader,
        writer: {
          put: (thread) => ingest.put(thread),
          remove: ingest.remove,
          putMany: async (source, onUnusable) =>
            (await ingest.putAll(source, { onUnusable: ({ line, reason }) => onUnusable(line, reason) })).threads,
        },
        topics: { edit: curation.edit, edits: topics.edits },
        duplicates: {
          ...decisions,
          canonicalOf: (threadId) => {
            const canonical = duplicates.now()?.(threadId)[0]?.id;
            return canonical === threadId ? undefined : canonical;
          },
          review: duplicateReview,
        },
        feedback,
        keys: { editor: (key) => keys.holder(key, "editor") },
        status: () => {
          const sequence = follower.sequence();
          const changedAt = feed.writtenAt(sequence);
          return {
            ready: embedder.usable,
            ...(embedder.usable ? {} : { reason: "The threads that embed have stopped; the service must be started again." }),
            model: { fingerprint: embedder.fingerprint, dimensions: embedder.dimensions },
            counts: reader.counts(),
            index: {
              sequence,
              newestSequence: feed.newestSequence(),
              inGraph: vectors.inGraph,
              pending: vectors.pending,
              ageSeconds: changedAt === null ? null : Math.round((Date.now() - changedAt.getTime()) / 1000),
            },
          };
        },
      },
      ingest,
      maskStored: async () => {
        const threads = await maskStored();
        if (threads > 0) log(`Personal data is masked now in threads that were stored before: ${threads}.`);
      },
      sample,
      follower,
      curation,
      mining,
      review: (count) => reviewTopics(count, { index, reader }),
      coverage: (options) => measureCoverage({ index, recommender }, options),
      close: async () => {
        await follower.stop();
        await embedder.dispose();
        feedback.stop();
        database.close();
      },
    };
  } catch (error) {
    await embedder.dispose();
    throw error;
  }
}
