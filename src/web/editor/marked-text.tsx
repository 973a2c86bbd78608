import { piecesOf } from "./differences.ts";

/** A text in which the words that the other one does not say are marked. */
export const MarkedText = ({ text, said }: { readonly text: string; readonly said: ReadonlySet<number> }) => (
  <>{piecesOf(text, said).map((piece) => (piece.differs ? <mark>{piece.text}</mark> : piece.text))}</>
);
