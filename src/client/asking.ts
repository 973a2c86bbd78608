import { inPath, inQuery, type InQuery } from "./address.ts";
import type { CallOptions } from "./call-options.ts";
import { read, type Answered, type Caller, type Sent } from "./caller.ts";
import type { Subject } from "./kindred-client.ts";
import type { Inquiry } from "./shapes.ts";

type Asked<Options, Answer> = (options?: Options & CallOptions) => Promise<Exclude<Answer, string>>;
type AskedOf<Of, Options, Answer> = (of: Of, options?: Options & CallOptions) => Promise<Exclude<Answer, string>>;

interface List<Options, Answer> {
  readonly $get: (request: { query: InQuery<Options> }, sent: Sent) => Answered<Answer>;
}

interface OfOne<Options, Answer> {
  readonly $get: (request: { param: { id: string }; query: InQuery<Options> }, sent: Sent) => Answered<Answer>;
}

interface OfText<Options, Answer> {
  readonly $post: (request: { query: Record<string, never>; json: Inquiry & Options }, sent: Sent) => Answered<Answer>;
}

/** Routes that change nothing, as methods: what is asked, and how it is sent, are one object. */
export function createAsking({ again }: Caller) {
  function list<Options extends object, Answer>(route: List<Options, Answer>): Asked<Options, Answer> {
    return async (options) => {
      const { asked, call } = parted(options);
      return read(route.$get({ query: inQuery(asked) }, again(call)));
    };
  }

  function ofOne<Options extends object, Answer>(route: OfOne<Options, Answer>): AskedOf<string, Options, Answer> {
    return async (id, options) => {
      const { asked, call } = parted(options);
      return read(route.$get({ param: inPath(id), query: inQuery(asked) }, again(call)));
    };
  }

  function ofText<Options extends object, Answer>(route: OfText<Options, Answer>): AskedOf<Inquiry, Options, Answer> {
    return async ({ text, title }, options) => {
      const { asked, call } = parted(options);
      return read(route.$post({ query: {}, json: { ...asked, text, title } }, again(call)));
    };
  }

  /** The same asked of a thread and of a text. */
  function ofEither<Options extends object, Answer>(thread: OfOne<Options, Answer>, text: OfText<Options, Answer>): AskedOf<Subject, Options, Answer> {
    const [askThread, askText] = [ofOne(thread), ofText(text)];
    return async (of, options) => ("threadId" in of ? askThread(of.threadId, options) : askText(of, options));
  }

  return { list, ofOne, ofText, ofEither };
}

function parted<Options extends object>(options: (Options & CallOptions) | undefined): { readonly asked: Options; readonly call: CallOptions } {
  const { signal, timeoutMs, retries, ...asked } = options ?? ({} as Options & CallOptions);
  return { asked: asked as unknown as Options, call: { signal, timeoutMs, retries } };
}
