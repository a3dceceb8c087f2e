/**
 * The meaning of the keys of `--watch`.
 * @module
 */

/** The actions of the keys. */
export type Action = "next" | "hint" | "list" | "ask reset" | "reset" | "open" | "quit" | "interrupt" | "none";

/** All keys, as one line of the screen. */
export const KEYS = "n next · h hint · l list · r reset · o open the picture · q quit";

const ACTIONS = new Map<string, Action>(Object.entries({
  n: "next",
  h: "hint",
  l: "list",
  r: "ask reset",
  o: "open",
  q: "quit",
  "\x03": "interrupt", // Ctrl-C, where the terminal does not turn it into a signal
  "\x04": "quit", // Ctrl-D
}));

/**
 * The action for characters that the terminal sent together. Pasted text and arrow keys arrive as several characters
 * and do nothing. A reset replaces the learner's text, so it needs two presses of r in a row.
 * @param previous The previous action.
 */
export function actionOf(characters: string, previous: Action): Action {
  const action = ACTIONS.get(characters.toLowerCase()) ?? "none";
  return action === "ask reset" && previous === "ask reset" ? "reset" : action;
}
