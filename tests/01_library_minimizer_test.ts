/**
 * The checks of lesson 01.
 * @module
 */
import { assertClose, check, fail, open, requireList, requireNumber, requireNumbers } from "downhill/testing";

const lesson = open<typeof import("../solutions/01_library_minimizer.ts")>("01_library_minimizer");

/**
 * How far from the minimum x may end. The minimizer stops when its points are 1e-5 apart. On 1,000 parabolas with
 * minimum and start between −5 and 5, it ended at most 5e-6 away. All known wrong answers are off by 1 or more.
 */
const DISTANCE = 1e-3;

/** How far f(x) may be from its minimum: for the functions below, at most 10 · 1e-3². */
const HEIGHT = 1e-5;

const parabola = lesson.share(({ minimize }) => minimize(([x]) => x ** 2, [2]));

check("finds the minimum of x²", {
  id: "01-minimum",
  points: 1,
  hints: [
    "Which of the things that fmin returns is the point, and which is the value there?",
    "nelderMead takes the function and the start, as a list of one number, and returns { x, fx }.",
    "const { x, fx } = nelderMead(f, [...start]); and return { x, fx, evaluations }.",
  ],
}, async () => {
  const { x, fx } = await parabola();
  assertClose(x, [0], {
    name: "x",
    why: "where x² is smallest",
    absolute: DISTANCE,
    mistakes: { "that is where it started: does nelderMead do the search?": [2] },
  });
  assertClose(fx, 0, { name: "fx", why: "the smallest value of x²", absolute: HEIGHT });
});

check("finds the minimum of any function", {
  id: "01-shifted",
  points: 1,
  hints: [
    "Does anything in minimize know that f is x²?",
    "Hand on the f that came in, and the start that came in.",
    "The function that you give to nelderMead ends with return f(x); where f is the parameter of minimize.",
  ],
}, async () => {
  const shifted = await lesson.evaluate(({ minimize }) => minimize(([x]) => (x - 3) ** 2 + 1, [-4]));
  const options = { absolute: DISTANCE, mistakes: { "that is the minimum of x²: do you use the f of the call?": [0] } };
  assertClose(shifted.x, [3], { name: "x", why: "where (x − 3)² + 1 is smallest", ...options });
  assertClose(shifted.fx, 1, {
    name: "fx",
    why: "the smallest value of (x − 3)² + 1",
    absolute: HEIGHT,
    mistakes: { "that is x: fx is the value of f there": 3 },
  });
  const chain = await lesson.evaluate(({ minimize }) => minimize(([x]) => Math.cosh(x + 1.5), [1]));
  assertClose(chain.x, [-1.5], { name: "x", why: "where cosh(x + 1.5) is smallest", ...options });
  assertClose(chain.fx, 1, { name: "fx", why: "the smallest value of cosh(x + 1.5)", absolute: HEIGHT });
});

check("finds the minimum in two dimensions", {
  id: "01-plane",
  points: 1,
  hints: [
    "How many numbers are in a point of the plane, and how many do you hand to nelderMead?",
    "A list goes in and a list of the same length comes out: there is no need to look inside.",
    "nelderMead(counted, [...start]) copies all of start; [start[0]] would keep only the first number.",
  ],
}, async () => {
  const { x, fx } = await lesson.evaluate(({ minimize }) =>
    minimize(([x, y]) => x ** 2 + x * y + y ** 2 - 3 * x, [-1, 4])
  );
  // where both derivatives are 0: 2x + y = 3 and x + 2y = 0
  assertClose(x, [2, -1], { name: "x", why: "where x² + xy + y² − 3x is smallest", absolute: DISTANCE });
  assertClose(fx, -3, { name: "fx", why: "the smallest value of x² + xy + y² − 3x", absolute: HEIGHT });
});

check("starts at the given point", {
  id: "01-start",
  points: 1,
  hints: [
    "Print each point at which f is asked: which is the first?",
    "Whoever calls minimize chooses where the search begins.",
    "Pass [...start] to nelderMead, and no point of your own.",
  ],
}, async () => {
  const tried = await lesson.evaluate(({ minimize }) => {
    const tried: number[][] = [];
    minimize((x) => {
      tried.push([...x]);
      return (x[0] - 1) ** 2 + (x[1] - 1) ** 2;
    }, [-3, 7]);
    return tried;
  });
  const [first] = requireList(tried, "the tried points");
  if (first === undefined) fail("minimize never asks f: let nelderMead call it.");
  assertClose(first, [-3, 7], { name: "the first tried x", why: "the start" });
});

check("leaves the caller's list unchanged", {
  id: "01-copy",
  points: 1,
  hints: [
    "Print start before and after the call of nelderMead. What happened to it?",
    "A list that is handed over is not copied: both sides have the same one, and nelderMead writes into it.",
    "[...start] is a new list with the same numbers: pass that.",
  ],
}, async () => {
  const after = await lesson.evaluate(({ minimize }) => {
    const start = [-3, 7];
    minimize(([x, y]) => (x - 1) ** 2 + (y - 2) ** 2, start);
    return [...start];
  });
  assertClose(after, [-3, 7], {
    name: "start",
    why: "also after the search: nelderMead works inside the list that it gets, so pass a copy",
  });
});

check("counts every evaluation of f", {
  id: "01-count",
  points: 2,
  hints: [
    "How could a function know how often it was called?",
    "Write a function around f that adds 1 to a variable outside of it, and then returns what f says.",
    "let evaluations = 0; const counted = (x: number[]) => { evaluations++; return f(x); }; and pass counted to nelderMead.",
  ],
}, async () => {
  const counts = await lesson.evaluate(({ minimize }) => {
    let calls = 0;
    const counted = (f: (x: number[]) => number) => (x: number[]) => {
      calls++;
      return f(x);
    };
    const line = minimize(counted(([x]) => (x - 3) ** 2), [1]).evaluations;
    const lineCalls = calls;
    calls = 0;
    const plane = minimize(counted(([x, y]) => x ** 2 + 5 * y ** 2), [4, 1]).evaluations;
    return { line, lineCalls, plane, planeCalls: calls };
  });
  const expectCount = (count: unknown, calls: unknown, name: string) => {
    const counted = requireNumber(calls, `the number of calls ${name}`);
    assertClose(count, counted, {
      name: `evaluations ${name}`,
      absolute: 0,
      why: "f was called so often",
      mistakes: {
        "does nobody add to the counter?": 0,
        "does the counter begin at 1?": counted + 1,
        "is f called once more, where nobody counts?": counted - 1,
      },
    });
  };
  expectCount(counts.line, counts.lineCalls, "for (x − 3)² from [1]");
  expectCount(counts.plane, counts.planeCalls, "for x² + 5y² from [4, 1]");
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
  const [first] = requireNumbers(counts, "the counts of three equal searches", 3);
  assertClose(counts, [first, first, first], {
    name: "the evaluations of three equal searches",
    absolute: 0,
    why: "as in the first of them; a counter outside of minimize goes on where it was",
  });
});
