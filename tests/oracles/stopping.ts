/**
 * When a training has to stop: the rule of lesson 11, rules that learners write by mistake, and lists of losses that tell
 * them apart.
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

/** A rule for stopping, after all of `losses`. */
type Stop = (losses: readonly number[], tolerance: number, patience: number) => boolean;

/** A rule that counts idle epochs in a row; `isIdle` sees the loss and the lowest before it. */
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

/** An epoch is idle if its loss is not at least `tolerance` below the lowest before it. */
const isIdleWith = (tolerance: number) => (loss: number, lowest: number) => loss > lowest - tolerance;

const right = counting((loss, lowest, tolerance) => isIdleWith(tolerance)(loss, lowest));

/** Whether the loss is stalled after all of `losses`. */
export function isStalledAfter(losses: readonly number[], { tolerance = 1e-4, patience = 10 }: Rule = {}): boolean {
  return right(losses, tolerance, patience);
}

const lowestOf = (losses: readonly number[]) => losses.reduce((a, b) => Math.min(a, b), Infinity);

/** Rules that learners write by mistake, by the message about each. */
const WRONG_RULES: Record<string, Stop> = {
  "it always says false": () => false,
  "it always says true": () => true,
  "it says the opposite": (...all) => !right(...all),
  "any loss below the lowest counts as progress, however little it is below": counting((loss, lowest) =>
    loss >= lowest
  ),
  "it compares with the loss before, not with the lowest": (losses, tolerance, patience) =>
    patience <=
      losses.toReversed().findIndex((loss, i) =>
        i === losses.length - 1 || loss <= losses[losses.length - 2 - i] - tolerance
      ),
  "a loss only becomes the lowest if it is an improvement, but small gains lower it, too": (
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
  "idle epochs are counted, but not in a row": (losses, tolerance, patience) =>
    losses.filter((loss, i) => isIdleWith(tolerance)(loss, lowestOf(losses.slice(0, i)))).length >= patience,
  "it needs one idle epoch more than `patience`": (losses, tolerance, patience) =>
    right(losses, tolerance, patience + 1),
  "one idle epoch less than `patience` is enough": (losses, tolerance, patience) =>
    right(losses, tolerance, patience - 1),
  "the first epoch counts as idle, but no loss comes before it": (losses, tolerance, patience) =>
    idleEpochs(losses, (loss, lowest) => loss > Math.min(lowest, losses[0]) - tolerance).at(-1)! >= patience,
  "it always waits for 10 idle epochs, whatever `patience` is": (losses, tolerance) => right(losses, tolerance, 10),
  "the tolerance is always 0.0001, whatever `tolerance` is": (losses, _, patience) => right(losses, 1e-4, patience),
  "a loss that is exactly `tolerance` below the lowest counts as idle": counting((loss, lowest, tolerance) =>
    loss >= lowest - tolerance
  ),
  "a tolerance of 0 is taken for a missing one": (losses, tolerance, patience) =>
    right(losses, tolerance || 1e-4, patience),
  "`tolerance` is taken as a share of the loss": counting((loss, lowest, tolerance) => loss > lowest * (1 - tolerance)),
  "an epoch is only idle if its loss rises by more than `tolerance`": counting((loss, lowest, tolerance) =>
    loss > lowest + tolerance
  ),
  "a loss that rises counts as progress, too": counting((loss, lowest, tolerance) =>
    Math.abs(loss - lowest) < tolerance
  ),
  "it compares the last loss with the one `patience` epochs before": (losses, tolerance, patience) =>
    losses.length > patience && losses.at(-1)! > losses.at(-1 - patience)! - tolerance,
  "it compares the lowest of the last epochs with the lowest before them, so small gains add up": (
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

/** What each wrong rule says about all cases, as text: T for true, F for false. */
export function wrongRules(cases: readonly StalledCase[]): string[] {
  const letters = (rule: Stop) =>
    cases.map(({ losses, options: { tolerance = 1e-4, patience = 10 } = {} }) =>
      rule(losses, tolerance, patience) ? "T" : "F"
    ).join("");
  return Object.values(WRONG_RULES).map(letters);
}

/** Which wrong rule says this about all cases; undefined if it is none of the known ones. */
export function wrongRule(said: readonly unknown[], cases: readonly StalledCase[]): string | undefined {
  const letters = said.map((each) => each === true ? "T" : each === false ? "F" : "?").join("");
  return Object.keys(WRONG_RULES)[wrongRules(cases).indexOf(letters)];
}

/**
 * Checks that a training ended where the rule says, and not after `most` epochs, unless it `mayGoOn` to the last: then
 * nothing has to be idle. Its `ending` has the `losses`, and after how many epochs the lesson's `own` isStalled says
 * true: 0 if never, −1 if that is unknown.
 */
export function assertStopped(ending: unknown, most: number, name: string, mayGoOn = false): number[] {
  const { losses, own } = requireRecord(ending, name);
  const values = requireNumbers(losses, { list: name, item: (place) => `losses[${place}] ${name}` });
  if (values.length === 0) {
    fail(`${name}, fit returns no losses: does it await model.fit, and note one in every epoch?`);
  }
  const due = idleEpochs(values, isIdleWith(1e-4)).findIndex((idle) => idle >= 10) + 1; // 0 if never
  if (due > 0 && due === values.length && due <= most) return values;
  if (mayGoOn && due === 0 && values.length === most) return values;
  const stopped = `${name}: it stopped after ${counted(values.length, "epoch")}`;
  const ownEnd = requireNumber(own, "where your own isStalled would stop");
  if (ownEnd !== due && ownEnd === values.length) {
    fail(`${stopped}, where your own isStalled says true, but the rule does not: first fix isStalled.`, {
      hasCause: false,
    });
  }
  if (values.length > most) {
    fail(`${name}: it ran ${counted(values.length, "epoch")}, expected ${most} at most: that is maxEpochs.`);
  }
  const expected = due === 0 ? "when the last ten were not all idle" : `expected after ${due.toLocaleString("en")}`;
  if (values.length === most) {
    const when = due === 0 ? "" : ` although after ${due.toLocaleString("en")} its last ten were idle`;
    const isRight = due > 0 && ownEnd === due;
    const cause = mayGoOn
      ? "is that the rule of tf.callbacks.earlyStopping, which adds up small gains?"
      : "does it ask isStalled about all losses, and set model.stopTraining to true?";
    fail(
      `${name}: it went on to the last of ${most.toLocaleString("en")} epochs${when}` +
        (isRight ? `, and isStalled says so: ${cause}` : "."),
      { hasCause: isRight },
    );
  }
  if (ownEnd === due && due > 0 && values.length === due + 1) {
    fail(`${stopped}, ${expected}: does it ask isStalled before it notes the loss of the epoch?`);
  }
  const isRising = values.findIndex((value, i) => i > 0 && value > values[i - 1]) === values.length - 1;
  fail(`${stopped}, ${expected}${isRising ? ": it stops as soon as the loss rises." : "."}`, { hasCause: isRising });
}

/** A list of losses, and the options for isStalled. */
export interface StalledCase {
  losses: number[];
  options?: Rule;
  /** A description. */
  what: string;
}

/** Losses for which wrong rules differ from the right one. */
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
    { losses: [9, 1, ...falling(0.1, 11)], what: "9, 1, then a fall from 5 to 4: nothing comes below the 1 again" },
    { losses: [...falling(-0.1, 11), 4], what: "ten losses that rise, then one below all of them" },
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
    { losses: [], what: "a list that is still empty" },
    // in half of these lists, the lowest is among the first three, so the last three are idle
    ...list(20, () => ({ losses: noise(6), options: { patience: 3 }, what: "a patience of 3" })),
  ];
}

/** Checks what isStalled says about the cases, asked twice, and that it leaves their lists as they are. */
export function assertRule(
  evidence: { answers: unknown; again: unknown; lists: unknown },
  cases: readonly StalledCase[],
): void {
  const after = requireList(evidence.lists, "the lists after isStalled", cases.length).map((losses) =>
    requireNumbers(losses, "a list after isStalled")
  );
  if (!after.every((losses, i) => losses.join() === cases[i].losses.join())) {
    fail("isStalled changes the list that it is given, which fit still needs: does it sort or shorten it?");
  }
  const said = requireList(evidence.answers, "what isStalled returns", cases.length);
  const later = requireList(evidence.again, "what isStalled returns the second time", cases.length);
  if (said.some((answer, i) => answer !== later[i])) {
    fail(
      "isStalled returns something else when it is asked again about the same list: does it remember the call before?",
    );
  }
  cases.forEach(({ losses, options, what }, i) => {
    const isStalled = isStalledAfter(losses, options);
    if (said[i] === isStalled) return;
    const list = `[${losses.map((loss) => loss.toPrecision(2)).join(", ")}] with ${what}`;
    const message = `isStalled says ${describe(said[i])}, expected ${isStalled}, for ${
      options === undefined ? what : list
    }`;
    const cause = wrongRule(said, cases);
    fail(cause === undefined ? `${message}.` : `${message}. So it seems that ${cause}.`, {
      hasCause: cause !== undefined,
    });
  });
}
