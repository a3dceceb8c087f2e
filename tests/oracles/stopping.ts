/**
 * When training must stop: the rule of lesson 11, wrong rules that learners write, and lists of losses that distinguish
 * these rules.
 * @module
 */
import {
  counted,
  describe,
  fail,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { list } from "./lists.ts";

/** The options of the rule, as in the lesson. */
export interface Rule {
  tolerance?: number;
  patience?: number;
}

/** A rule: whether training stops after all of `losses`. */
type Stop = (losses: readonly number[], tolerance: number, patience: number) => boolean;

/** A rule that counts idle epochs in a row; `isIdle` gets the loss and the lowest loss before it. */
const counting =
  (isIdle: (loss: number, lowest: number, tolerance: number) => boolean): Stop => (losses, tolerance, patience) =>
    idleEpochs(losses, (loss, lowest) => isIdle(loss, lowest, tolerance)).at(-1)! >= patience;

/** After each loss, how many epochs in a row were idle. */
function idleEpochs(losses: readonly number[], isIdle: (loss: number, lowest: number) => boolean): number[] {
  let lowest = Infinity;
  let idle = 0;
  return losses.map((loss) => {
    idle = isIdle(loss, lowest) ? idle + 1 : 0;
    lowest = Math.min(lowest, loss);
    return idle;
  });
}

/** An epoch is idle unless its loss is at least `tolerance` below the lowest loss before it. */
const isIdleWith = (tolerance: number) => (loss: number, lowest: number) => loss > lowest - tolerance;

const right = counting((loss, lowest, tolerance) => isIdleWith(tolerance)(loss, lowest));

/** Whether the loss is stalled after all of `losses`. */
export function isStalledAfter(losses: readonly number[], { tolerance = 1e-4, patience = 10 }: Rule = {}): boolean {
  return right(losses, tolerance, patience);
}

const lowestOf = (losses: readonly number[]) => losses.reduce((a, b) => Math.min(a, b), Infinity);

/** Rules that learners write by mistake; each key is the message about the mistake. */
const WRONG_RULES: Record<string, Stop> = {
  "it always returns false": () => false,
  "it always returns true": () => true,
  "it returns the opposite": (...all) => !right(...all),
  "any loss below the lowest counts as progress, however small the difference is": counting((loss, lowest) =>
    loss >= lowest
  ),
  "it compares with the previous loss instead of the lowest": (losses, tolerance, patience) =>
    patience <=
      losses.toReversed().findIndex((loss, i) =>
        i === losses.length - 1 || loss <= losses[losses.length - 2 - i] - tolerance
      ),
  "the lowest loss changes only at an improvement, but smaller gains also lower it": (
    losses,
    tolerance,
    patience,
  ) => {
    let [lowest, idle] = [Infinity, 0];
    for (const loss of losses) {
      idle = loss > lowest - tolerance ? idle + 1 : 0;
      if (idle === 0) lowest = loss;
    }
    return idle >= patience;
  },
  "it counts all idle epochs, not only those in a row": (losses, tolerance, patience) =>
    losses.filter((loss, i) => isIdleWith(tolerance)(loss, lowestOf(losses.slice(0, i)))).length >= patience,
  "it needs one idle epoch more than `patience`": (losses, tolerance, patience) =>
    right(losses, tolerance, patience + 1),
  "one idle epoch less than `patience` is enough": (losses, tolerance, patience) =>
    right(losses, tolerance, patience - 1),
  "the first epoch counts as idle, but no loss comes before it": (losses, tolerance, patience) =>
    idleEpochs(losses, (loss, lowest) => loss > Math.min(lowest, losses[0]) - tolerance).at(-1)! >= patience,
  "it always waits for 10 idle epochs: use `patience`": (losses, tolerance) => right(losses, tolerance, 10),
  "the tolerance is always 0.0001: use `tolerance`": (losses, _, patience) => right(losses, 1e-4, patience),
  "a loss that is exactly `tolerance` below the lowest counts as idle": counting((loss, lowest, tolerance) =>
    loss >= lowest - tolerance
  ),
  "a tolerance of 0 is treated as missing": (losses, tolerance, patience) => right(losses, tolerance || 1e-4, patience),
  "`tolerance` is used as a share of the loss": counting((loss, lowest, tolerance) => loss > lowest * (1 - tolerance)),
  "an epoch is only idle if its loss rises by more than `tolerance`": counting((loss, lowest, tolerance) =>
    loss > lowest + tolerance
  ),
  "a loss that rises also counts as progress": counting((loss, lowest, tolerance) =>
    Math.abs(loss - lowest) < tolerance
  ),
  "it compares the last loss with the loss `patience` epochs before": (losses, tolerance, patience) =>
    losses.length > patience && losses.at(-1)! > losses.at(-1 - patience)! - tolerance,
  "it compares the lowest loss of the last epochs with the lowest before them, so small gains add up": (
    losses,
    tolerance,
    patience,
  ) => losses.length > patience && lowestOf(losses.slice(-patience)) > lowestOf(losses.slice(0, -patience)) - tolerance,
  "it only looks at the last epoch": (losses, tolerance) => right(losses, tolerance, 1),
  "it stops if any of the last epochs is idle": (losses, tolerance, patience) =>
    losses.some((loss, i) =>
      i >= losses.length - patience && isIdleWith(tolerance)(loss, lowestOf(losses.slice(0, i)))
    ),
};

/** The answers of each wrong rule to all cases, as text: T for true, F for false. */
export function wrongRules(cases: readonly StalledCase[]): string[] {
  const letters = (rule: Stop) =>
    cases.map(({ losses, options: { tolerance = 1e-4, patience = 10 } = {} }) =>
      rule(losses, tolerance, patience) ? "T" : "F"
    ).join("");
  return Object.values(WRONG_RULES).map(letters);
}

/** The wrong rule that gives these answers to all cases; undefined if no known rule does. */
export function wrongRule(said: readonly unknown[], cases: readonly StalledCase[]): string | undefined {
  const letters = said.map((each) => each === true ? "T" : each === false ? "F" : "?").join("");
  return Object.keys(WRONG_RULES)[wrongRules(cases).indexOf(letters)];
}

/**
 * Checks that a training run ended where the rule says, within `most` epochs. If it `mayGoOn`, it may also run for
 * `most` epochs, if no ten in a row were idle. Its `ending` has the `losses`, and the number of epochs after which the
 * lesson's `own` isStalled returns true: 0 if never, −1 if unknown.
 */
export function assertStopped(ending: unknown, most: number, name: string, mayGoOn = false): number[] {
  const { losses, own } = requireRecord(ending, name);
  const values = requireNumbers(losses, { list: name, item: (place) => `losses[${place}] ${name}` });
  if (values.length === 0) {
    fail(`${name}, fit returns no losses: does it await model.fit, and note the loss of every epoch?`);
  }
  const due = idleEpochs(values, isIdleWith(1e-4)).findIndex((idle) => idle >= 10) + 1; // 0 if never
  if (due > 0 && due === values.length && due <= most) return values;
  if (mayGoOn && due === 0 && values.length === most) return values;
  const stopped = `${name}: it stopped after ${counted(values.length, "epoch")}`;
  const ownEnd = requireNumber(own, "the number of epochs before your own isStalled stops");
  if (ownEnd !== due && ownEnd === values.length) {
    fail(`${stopped}, where your own isStalled returns true, but should not: first fix isStalled.`, {
      hasCause: false,
    });
  }
  if (values.length > most) {
    fail(`${name}: it ran ${counted(values.length, "epoch")}, expected ${most} at most: that is maxEpochs.`);
  }
  const expected = due === 0 ? "when the last ten were not all idle" : `expected after ${due.toLocaleString("en")}`;
  if (values.length === most) {
    const when = due === 0 ? "" : `, although after ${due.toLocaleString("en")} the last ten were idle`;
    const isRight = due > 0 && ownEnd === due;
    const cause = mayGoOn
      ? "do you use the rule of tf.callbacks.earlyStopping, which adds up small gains?"
      : "does it call isStalled with all losses, and set model.stopTraining to true?";
    fail(
      `${name}: it continued to the last of ${most.toLocaleString("en")} epochs${when}` +
        (isRight ? `, as isStalled says: ${cause}` : "."),
      { hasCause: isRight },
    );
  }
  if (ownEnd === due && due > 0 && values.length === due + 1) {
    fail(`${stopped}, ${expected}: does it call isStalled before it notes the loss of the epoch?`);
  }
  const isRising = values.findIndex((value, i) => i > 0 && value > values[i - 1]) === values.length - 1;
  fail(`${stopped}, ${expected}${isRising ? ": it stops as soon as the loss rises." : "."}`, { hasCause: isRising });
}

/** A list of losses, and the options for isStalled. */
export interface StalledCase {
  losses: number[];
  options?: Rule;
  /** A description of the losses or of the options. */
  what: string;
}

/** Losses for which the wrong rules differ from the right rule. */
export function stalledCases(seed: number): StalledCase[] {
  const random = new RandomState(seed);
  const falling = (by: number, count: number) => list(count, (i) => 5 - i * by);
  const flat = (count: number) => list(count, () => 3);
  const noise = (count: number) => list(count, () => random.uniform(0, 1));
  return [
    { losses: falling(1, 30), what: "30 losses, each 1 below the one before" },
    { losses: falling(2e-4, 30), what: "30 losses, each 0.0002 below the one before" },
    { losses: [4, ...flat(10)], what: "4, then 3 ten times: the first 3 is an improvement, nine idle epochs" },
    { losses: [4, ...flat(11)], what: "4, then 3 eleven times: ten idle epochs" },
    { losses: falling(5e-5, 10), what: "10 losses, each 0.00005 below the one before: nine idle epochs" },
    { losses: falling(5e-5, 11), what: "11 losses, each 0.00005 below the one before: ten idle epochs" },
    { losses: falling(1e-6, 12), what: "12 losses, each 0.000001 below the one before: eleven idle epochs" },
    { losses: [9, 1, ...falling(0.1, 11)], what: "9, 1, then a fall from 5 to 4: no later loss is below 1" },
    { losses: [...falling(-0.1, 11), 4], what: "ten losses that rise, then a loss below all of them" },
    { losses: [...flat(20), 2, 2], what: "3 twenty times, then 2 twice: the first 2 is an improvement" },
    { losses: [1, 2, 3], options: { patience: 2 }, what: "a patience of 2" },
    { losses: [1, 2, 3], options: { patience: 3 }, what: "a patience of 3" },
    { losses: [2], options: { patience: 1 }, what: "a patience of 1" },
    { losses: [2, 3], options: { patience: 1 }, what: "a patience of 1" },
    { losses: [3, 2.6, 2.2], options: { tolerance: 0.5, patience: 2 }, what: "a tolerance of 0.5 and a patience of 2" },
    { losses: [3, 2.6, 2.2], options: { tolerance: 0.3, patience: 2 }, what: "a tolerance of 0.3 and a patience of 2" },
    // these differences are exact
    {
      losses: [3, 2.75, 2.375, 2.5],
      options: { tolerance: 0.5, patience: 2 },
      what: "a tolerance of 0.5 and a patience of 2",
    },
    { losses: [3, 2.5, 2], options: { tolerance: 0.5, patience: 1 }, what: "a tolerance of 0.5 and a patience of 1" },
    { losses: [3, 2.99995], options: { tolerance: 0, patience: 1 }, what: "a tolerance of 0 and a patience of 1" },
    { losses: falling(0.1, 12), options: { tolerance: 0.2 }, what: "a tolerance of 0.2" },
    { losses: [], what: "an empty list" },
    // in half of these lists, the lowest loss is among the first three, so the last three epochs are idle
    ...list(20, () => ({ losses: noise(6), options: { patience: 3 }, what: "a patience of 3" })),
  ];
}

/** Checks the answers of isStalled in two calls for each case, and that it does not change the lists of losses. */
export function assertRule(
  evidence: { answers: unknown; again: unknown; lists: unknown },
  cases: readonly StalledCase[],
): void {
  const after = requireList(evidence.lists, "the lists after isStalled", cases.length).map((losses) =>
    requireNumbers(losses, "a list after isStalled")
  );
  if (!after.every((losses, i) => losses.join() === cases[i].losses.join())) {
    fail("isStalled changes the list that is passed in, which fit still needs: does it sort or shorten the list?");
  }
  const said = requireList(evidence.answers, "what isStalled returns", cases.length);
  const later = requireList(evidence.again, "what isStalled returns the second time", cases.length);
  if (said.some((answer, i) => answer !== later[i])) {
    fail(
      "isStalled returns a different answer for the same list in a second call: does it keep values between calls?",
    );
  }
  cases.forEach(({ losses, options, what }, i) => {
    const isStalled = isStalledAfter(losses, options);
    if (said[i] === isStalled) return;
    const list = `[${losses.map((loss) => loss.toPrecision(2)).join(", ")}] with ${what}`;
    const message = `isStalled returns ${describe(said[i])}, expected ${isStalled}, for ${
      options === undefined ? what : list
    }`;
    const cause = wrongRule(said, cases);
    fail(cause === undefined ? `${message}.` : `${message}. So it seems that ${cause}.`, {
      hasCause: cause !== undefined,
    });
  });
}
