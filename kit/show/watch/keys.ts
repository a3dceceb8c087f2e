/**
 * What the keys of `--watch` mean.
 * @module
 */

/** What a key asks for. */
export type Action = "next" | "hint" | "list" | "ask reset" | "reset" | "open" | "quit" | "interrupt" | "none";

/** All keys in one line. */
export const KEYS = "n next · h hint · l list · r reset · o open the picture · q quit";

const ACTIONS = new Map<string, Action>(Object.entries({
  n: "next",
  h: "hint",
  l: "list",
  r: "ask reset",
  o: "open",
  q: "quit",
  "\x03": "interrupt", // Ctrl-C, if the terminal does not turn it into a signal
  "\x04": "quit", // Ctrl-D
}));

/**
 * The action for what came from the terminal at once. Pasted text and arrow keys come as several characters and mean
 * nothing. A reset replaces what the learner wrote, so it takes two r, one straight after the other.
 * @param previous The action before.
 */
export function actionOf(characters: string, previous: Action): Action {
  const action = ACTIONS.get(characters.toLowerCase()) ?? "none";
  return action === "ask reset" && previous === "ask reset" ? "reset" : action;
}
