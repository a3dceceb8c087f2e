/**
 * The checks of lesson 01.
 * @module
 */
import {
  assertClose,
  check,
  counted,
  describe,
  fail,
  itemsNamed,
  type Mistakes,
  open,
  requireList,
  requireNumber,
  requireNumbers,
  requireWithin,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/01_library_minimizer.ts")>("01_library_minimizer");

/**
 * The greatest distance from the minimum at which x may end. The minimizer stops when its points are 1e-5 apart. On
 * 1,000 parabolas with minimum and start between −5 and 5, it ended at most 5e-6 away from the minimum. An x that is
 * rounded to three digits is 3e-4 away from a minimum at 1/3.
 */
const DISTANCE = 1e-4;

/** How far f(x) may be above its minimum. For the functions below, it is at most 10 · 1e-4² if x is 1e-4 away. */
const HEIGHT = 1e-7;

const parabola = lesson.share(({ minimize }) => {
  const { x, fx } = minimize(([x]) => x ** 2, [2]);
  return { x, fx };
});

/**
 * The mistakes that explain an x of [2], where the search on x² began. They depend on fx; an fx of 4 has too many
 * possible causes.
 */
function mistakesAtStart(fx: unknown): Mistakes {
  if (fx === undefined) {
    return { "that is the start, and fx is undefined: does the function around f return its value?": [2] };
  }
  if (fx === 4) return {};
  return { "that is the start: do you return the x that nelderMead found?": [2] };
}

check("finds the minimum of x²", {
  id: "01-minimum",
  points: 1,
  hints: [
    "Which part of nelderMead's result is the point, and which is the value of f there?",
    "nelderMead takes the function and the start, as a list of one number, and returns { x, fx }.",
    "const { x, fx } = nelderMead(f, [...start]); and return { x, fx, evaluations }.",
  ],
}, async () => {
  const { x, fx } = await parabola();
  if (typeof x === "number") {
    fail(`x is ${describe(x)}, expected a list: a point is a list of numbers, even if there is only one number in it.`);
  }
  assertClose(x, [0], {
    name: "x",
    why: "where x² is smallest",
    absolute: DISTANCE,
    mistakes: mistakesAtStart(fx),
  });
  assertClose(fx, 0, {
    name: "fx",
    why: "the smallest value of x²",
    absolute: HEIGHT,
    mistakes: { "that is f at the start: do you return the fx that nelderMead found?": 4 },
  });
  // the last point that nelderMead tries here is 6e-6 away from the best one, and f is 3.7e-11 there
  assertClose(fx, requireNumbers(x, "x", 1)[0] ** 2, {
    name: "fx",
    absolute: 1e-13,
    why: "f at the x that you return: are both from the best point, or is one from the last point tried?",
  });
});

check("finds the minimum of any function", {
  id: "01-shifted",
  points: 1,
  hints: [
    "Does your minimize work only if f is x²?",
    "Use the f and the start that are passed to minimize.",
    "The function that you give to nelderMead ends with return f(x); where f is the parameter of minimize.",
  ],
}, async () => {
  const shifted = await lesson.evaluate(({ minimize }) => {
    const { x, fx } = minimize(([x]) => (x - 1 / 3) ** 2 + 1 / 7, [-4]);
    return { x, fx };
  });
  const why = "where (x − 1/3)² + 1/7 is smallest";
  const [found] = requireNumbers(shifted.x, "x", 1);
  if (Math.abs(found) < DISTANCE) {
    fail(
      `x[0] is ${describe(found)}, expected 0.333 (${why}): x² is smallest at 0. Do you use the f that is passed in?`,
    );
  }
  assertClose(shifted.x, [1 / 3], { name: "x", why, absolute: DISTANCE });
  assertClose(shifted.fx, 1 / 7, {
    name: "fx",
    why: "the smallest value of (x − 1/3)² + 1/7",
    absolute: HEIGHT,
    mistakes: { "that is x, but fx is the value of f at x": 1 / 3 },
  });
  const chain = await lesson.evaluate(({ minimize }) => {
    const { x, fx } = minimize(([x]) => Math.cosh(x + 1.5), [1]);
    return { x, fx };
  });
  assertClose(chain.x, [-1.5], { name: "x", why: "where cosh(x + 1.5) is smallest", absolute: DISTANCE });
  assertClose(chain.fx, 1, { name: "fx", why: "the smallest value of cosh(x + 1.5)", absolute: HEIGHT });
});

check("finds the minimum in two dimensions", {
  id: "01-plane",
  points: 1,
  hints: [
    "How many numbers are in a point of the plane, and how many do you pass to nelderMead?",
    "nelderMead takes a list of any length, and returns a point of the same length.",
    "nelderMead(counted, [...start]) copies all of start; [start[0]] would keep only the first number.",
  ],
}, async () => {
  const { x, fx } = await lesson.evaluate(({ minimize }) => {
    const { x, fx } = minimize(([x, y]) => x ** 2 + x * y + y ** 2 - 3 * x, [-1, 4]);
    return { x, fx };
  });
  // where both derivatives are 0: 2x + y = 3 and x + 2y = 0
  assertClose(x, [2, -1], { name: "x", why: "where x² + xy + y² − 3x is smallest", absolute: DISTANCE });
  assertClose(fx, -3, { name: "fx", why: "the smallest value of x² + xy + y² − 3x", absolute: HEIGHT });
});

check("starts at the given point", {
  id: "01-start",
  points: 1,
  hints: [
    "Print each point at which f is called: which is the first?",
    "The caller of minimize chooses where the search begins.",
    "Pass [...start] to nelderMead, not a point of your own.",
  ],
}, async () => {
  const tried = await lesson.evaluate(({ minimize }) => {
    const tried: number[][] = [];
    minimize((x) => {
      tried.push([...x]);
      return x.reduce((sum, each) => sum + (each - 1) ** 2, 0);
    }, [7.5, -3, 2]);
    return tried.slice(0, 1);
  });
  const [first] = requireList(tried, "the tried points");
  if (first === undefined) fail("minimize never calls f, but only the values of f show which point is better.");
  const given = [7.5, -3, 2];
  const numbers = requireNumbers(first, "the first tried x");
  if (numbers.length < 3 && numbers.every((number, i) => number === given[i])) {
    fail(
      `the first tried x has ${counted(numbers.length, "value")}, expected 3 (the start): do you pass all of start?`,
    );
  }
  assertClose(numbers, given, {
    name: "the first tried x",
    why: "the start",
    mistakes: { "that is a point of your own: begin at the start that is passed in": [2, 2, 2] },
  });
});

check("leaves the caller's list unchanged", {
  id: "01-copy",
  points: 1,
  hints: [
    "Print start before and after the call to nelderMead. What happened to it?",
    "A list that you pass to a function is not copied: nelderMead writes into the list that it gets.",
    "[...start] is a new list with the same numbers: pass that.",
  ],
}, async () => {
  const after = await lesson.evaluate(({ minimize }) => {
    const start = [7, -3];
    minimize(([x, y]) => (x - 1) ** 2 + (y - 2) ** 2, start);
    return [...start];
  });
  assertClose(after, [7, -3], {
    name: "start",
    why: "even after the search",
    mistakes: { "nelderMead has changed the caller's list: did you give it a copy?": [1, 2] },
  });
});

check("counts every evaluation of f", {
  id: "01-count",
  points: 2,
  hints: [
    "How could you count the calls to a function?",
    "Write a function around f that adds 1 to a variable outside of it, and then returns the value of f.",
    "let evaluations = 0; const counted = (x: number[]) => { evaluations++; return f(x); }; and pass counted to nelderMead.",
  ],
}, async () => {
  const counts = await lesson.evaluate(({ minimize }) => {
    let [calls, better, lowest] = [0, 0, Infinity];
    const watched = (f: (x: number[]) => number) => (x: number[]) => {
      calls++;
      if (f(x) < lowest) {
        better++;
        lowest = f(x);
      }
      return f(x);
    };
    const line = minimize(watched(([x]) => (x - 3) ** 2), [1]).evaluations;
    const [lineCalls, lineBetter] = [calls, better];
    calls = 0;
    const plane = minimize(watched(([x, y]) => x ** 2 + 5 * y ** 2), [4, 1]).evaluations;
    return { line, lineCalls, lineBetter, plane, planeCalls: calls };
  });
  const calls = requireNumber(counts.lineCalls, "the number of calls for (x − 3)² from [1]");
  const better = requireNumber(counts.lineBetter, "the number of calls with a new lowest value");
  if (calls === 0) fail("minimize never calls f, so there is nothing to count.", { hasCause: false });
  const planeCalls = requireNumber(counts.planeCalls, "the number of calls for x² + 5y² from [4, 1]");
  const isHalf = counts.line === calls / 2 && counts.plane === planeCalls / 2;
  assertClose(counts.line, calls, {
    name: "evaluations for (x − 3)² from [1]",
    absolute: 0,
    why: "f was called that many times",
    mistakes: {
      "is the counter read before the search, or does nelderMead get a function that does not count its calls?": 0,
      "that is one too many: does the counter begin at 1?": calls + 1,
      "that is one too few: is there a call that is not counted?": calls - 1,
      "that is twice the number of calls: is each of them counted twice?": 2 * calls,
      ...(isHalf ? { "that is half of the calls: is f called twice for each call that is counted?": calls / 2 } : {}),
      "that is the number of new lowest values of f, but every call counts": better,
    },
  });
  assertClose(counts.plane, planeCalls, {
    name: "evaluations for x² + 5y² from [4, 1]",
    absolute: 0,
    why: "f was called that many times",
    mistakes: { "that is twice the number of calls: do you count the numbers in each point?": 2 * planeCalls },
  });
});

check("counts from 0 again in every call", {
  id: "01-anew",
  points: 1,
  hints: [
    "Minimize the same function twice: are the two counts the same?",
    "A variable outside of minimize keeps its value from one call to the next.",
    "Put let evaluations = 0; inside minimize, as its first line.",
  ],
}, async () => {
  const counts = await lesson.evaluate(({ minimize }) =>
    [1, 2, 3].map(() => minimize(([x]) => x ** 2, [2]).evaluations)
  );
  const [first, second] = requireNumbers(counts, "the counts of three identical searches", 3);
  const growth = requireWithin([second - first], 1e9, "the growth of the count")[0];
  assertClose(counts, [first, first, first], {
    name: itemsNamed(
      "the counts",
      ["first", "second", "third"].map((each) => `the count of the ${each} of three identical searches`),
    ),
    absolute: 0,
    why: "as in the first search",
    mistakes: { "every search continues the count of the previous one": [first, first + growth, first + 2 * growth] },
  });
});
