/**
 * The meaning of the keys of `--watch`.
 * @module
 */

/** The actions of the keys. */
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
 * The action for the characters that came from the terminal together. Pasted text and arrow keys come as several
 * characters and do nothing. A reset replaces what the learner wrote, so it needs two presses of r, one directly after
 * the other.
 * @param previous The action before.
 */
export function actionOf(characters: string, previous: Action): Action {
  const action = ACTIONS.get(characters.toLowerCase()) ?? "none";
  return action === "ask reset" && previous === "ask reset" ? "reset" : action;
}
