import { make } from "./make.ts";

/** Who, and more quietly of which department; each keeps its own direction. */
export function bylineOf(name: string | null, department: string | null): HTMLElement {
  const line = make("p", "byline");
  const quiet = make("span", "department", name && department && " · ");
  quiet.append(make("bdi", "", department));
  line.append(make("bdi", "", name), quiet);
  return line;
}
