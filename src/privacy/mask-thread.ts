import type { Thread } from "../forum/thread.ts";
import { maskPersonalData } from "./mask-personal-data.ts";

/**
 * A thread with personal data masked in all that people wrote. Names of authors stay, which a forum shows on purpose, unless a
 * name is a mail address or a number itself; so do ids, links, departments and topics, which are the forum's own. A
 * thread without personal data comes back itself.
 */
export function maskThread(thread: Thread): Thread {
  const { title, question, moreInfo, asker, tags, replies } = thread;
  const masked: Thread = {
    ...thread,
    ...(title === undefined ? {} : { title: maskPersonalData(title) }),
    question: maskPersonalData(question),
    ...(moreInfo === undefined ? {} : { moreInfo: maskPersonalData(moreInfo) }),
    ...(asker?.name === undefined ? {} : { asker: { ...asker, name: maskPersonalData(asker.name) } }),
    tags: tags.map(maskPersonalData),
    replies: replies.map((reply) => ({
      ...reply,
      ...(reply.author === undefined ? {} : { author: maskPersonalData(reply.author) }),
      text: maskPersonalData(reply.text),
    })),
  };
  return JSON.stringify(masked) === JSON.stringify(thread) ? thread : masked;
}
