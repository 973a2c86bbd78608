/** Where the HTTP layer says what happened. Never handed text that somebody asked: routes, codes and numbers only. */
export type Log = (
  level: "info" | "warn" | "error",
  message: string,
  fields: Readonly<Record<string, string | number | undefined>>,
) => void;
