/**
 * Wrong answers to lesson 01.
 * @module
 */
import { mutants } from "downhill/testing";

const SEARCH = "return { ...nelderMead(counted, [...start]), evaluations };";

export default mutants("01_library_minimizer", [
  {
    name: "minimizes x², whatever f is",
    replace: "    return f(x);\n  };\n  return",
    by: "    return x[0] ** 2;\n  };\n  return",
    refusedBy: "01-shifted",
    causes: ["Do you use the f that is passed in?", "never calls f"],
  },
  {
    name: "returns the numbers from the example, and never searches",
    replace: SEARCH,
    by: "void counted;\n  return { x: [6.1e-6], fx: 3.73e-11, evaluations: 44 };",
    refusedBy: "01-shifted",
    causes: ["Do you use the f that is passed in?", "never calls f"],
  },
  {
    name: "gives nelderMead a function that counts, but does not return the value of f",
    replace: "    return f(x);\n  };\n  return",
    by: "    f(x);\n    return undefined as unknown as number;\n  };\n  return",
    refusedBy: "01-minimum",
    causes: ["does the function around f return its value?"],
  },
  {
    name: "computes f at the start instead of at the point that nelderMead tries",
    replace: "    return f(x);\n  };\n  return",
    by: "    void x;\n    return f([...start]);\n  };\n  return",
    refusedBy: "01-minimum",
  },
  {
    name: "returns the start and the value of f there, without searching",
    replace: SEARCH,
    by: "return { x: [...start], fx: counted([...start]), evaluations };",
    refusedBy: "01-minimum",
  },
  {
    name: "looks for the maximum of f",
    replace: "    return f(x);\n  };\n  return",
    by: "    return -f(x);\n  };\n  return",
    refusedBy: "01-minimum",
  },
  {
    name: "looks for the point where f is nearest to 0",
    replace: "    return f(x);\n  };\n  return",
    by: "    return Math.abs(f(x));\n  };\n  return",
    refusedBy: "01-plane",
  },
  {
    name: "gives nelderMead only the first number of start",
    replace: "[...start]",
    by: "[start[0]]",
    refusedBy: "01-plane",
    causes: ["do you pass all of start?"],
  },
  {
    name: "gives nelderMead only the first two numbers of start",
    replace: "[...start]",
    by: "start.slice(0, 2)",
    refusedBy: "01-start",
    causes: ["do you pass all of start?"],
  },
  {
    name: "always starts at 2",
    replace: "[...start]",
    by: "start.map(() => 2)",
    refusedBy: "01-start",
    causes: ["that is a point of your own"],
  },
  {
    name: "always starts at 0",
    replace: "[...start]",
    by: "start.map(() => 0)",
    refusedBy: "01-start",
  },
  {
    name: "rounds the start to whole numbers",
    replace: "[...start]",
    by: "start.map(Math.round)",
    refusedBy: "01-start",
  },
  {
    name: "sorts the numbers of the start",
    replace: "[...start]",
    by: "start.toSorted((a, b) => a - b)",
    refusedBy: "01-start",
  },
  {
    name: "starts at a random point",
    replace: "[...start]",
    by: "start.map((each) => each + Math.random())",
    refusedBy: "01-start",
  },
  {
    name: "gives nelderMead the caller's own list",
    replace: "[...start]",
    by: "start as number[]",
    refusedBy: "01-copy",
    causes: ["nelderMead has changed the caller's list"],
  },
  {
    name: "stops after a few rounds",
    replace: "nelderMead(counted, [...start])",
    by: "nelderMead(counted, [...start], { maxIterations: 10 })",
    refusedBy: "01-shifted",
  },
  {
    name: "rounds x",
    replace: SEARCH,
    by:
      "const { x, fx } = nelderMead(counted, [...start]);\n  return { x: x.map((each) => Number(each.toFixed(3))), fx, evaluations };",
    refusedBy: "01-shifted",
  },
  {
    name: "rounds fx",
    replace: SEARCH,
    by: "const { x, fx } = nelderMead(counted, [...start]);\n  return { x, fx: Number(fx.toFixed(3)), evaluations };",
    refusedBy: "01-shifted",
  },
  {
    name: "returns the start as x",
    replace: SEARCH,
    by: "return { ...nelderMead(counted, [...start]), x: [...start], evaluations };",
    refusedBy: "01-minimum",
    causes: ["that is the start: do you return the x that nelderMead found?"],
  },
  {
    name: "returns x as a number instead of a list",
    replace: SEARCH,
    by:
      "const { x, fx } = nelderMead(counted, [...start]);\n  return { x: x[0] as unknown as number[], fx, evaluations };",
    refusedBy: "01-minimum",
    causes: ["a point is a list of numbers"],
  },
  {
    name: "returns only the first number of x, in a list",
    replace: SEARCH,
    by: "const { x, fx } = nelderMead(counted, [...start]);\n  return { x: [x[0]], fx, evaluations };",
    refusedBy: "01-plane",
  },
  {
    name: "also returns x as fx",
    replace: SEARCH,
    by: "const { x } = nelderMead(counted, [...start]);\n  return { x, fx: x[0], evaluations };",
    refusedBy: "01-shifted",
    causes: ["that is x, but fx is the value of f at x"],
  },
  {
    name: "returns f at the start as fx",
    replace: SEARCH,
    by:
      "const { x } = nelderMead(counted, [...start]);\n  const fx = f([...start]);\n  evaluations++;\n  return { x, fx, evaluations };",
    refusedBy: "01-minimum",
    causes: ["that is f at the start"],
  },
  {
    name: "returns 0 as fx, whatever f is",
    replace: SEARCH,
    by: "const { x } = nelderMead(counted, [...start]);\n  return { x, fx: 0, evaluations };",
    refusedBy: "01-shifted",
  },
  {
    name: "reads the counter before the search",
    replace: SEARCH,
    by: "return { evaluations, ...nelderMead(counted, [...start]) };",
    refusedBy: "01-count",
    causes: ["is the counter read before the search"],
  },
  {
    name: "gives nelderMead f itself, without the counter",
    replace: "nelderMead(counted, ",
    by: "nelderMead(f, ",
    refusedBy: "01-count",
    causes: ["does nelderMead get a function that does not count its calls?"],
  },
  {
    name: "calls f once more to compute fx, and does not count that call",
    replace: SEARCH,
    by: "const { x } = nelderMead(counted, [...start]);\n  return { x, fx: f(x), evaluations };",
    refusedBy: "01-count",
    causes: ["is there a call that is not counted?"],
  },
  {
    name: "calls f twice in the function that counts",
    replace: "    return f(x);\n  };\n  return",
    by: "    return f(x) < Infinity ? f(x) : Infinity;\n  };\n  return",
    refusedBy: "01-count",
    causes: ["is f called twice for each call that is counted?"],
  },
  {
    name: "runs the search twice, and counts the calls to f in only one run",
    replace: SEARCH,
    by: "nelderMead(counted, [...start]);\n  return { ...nelderMead(f, [...start]), evaluations };",
    refusedBy: "01-count",
    causes: ["is f called twice for each call that is counted?"],
  },
  {
    name: "counts only the calls that returned a new lowest value of f",
    replace: "  const counted = (x: number[]) => {\n    evaluations++;\n    return f(x);\n  };",
    by:
      "  let lowest = Infinity;\n  const counted = (x: number[]) => {\n    const value = f(x);\n    if (value < lowest) {\n      lowest = value;\n      evaluations++;\n    }\n    return value;\n  };",
    refusedBy: "01-count",
    causes: ["the number of new lowest values of f"],
  },
  {
    name: "counts every call twice",
    replace: "evaluations++;",
    by: "evaluations += 2;",
    refusedBy: "01-count",
    causes: ["is each of them counted twice?"],
  },
  {
    name: "counts every point only once, even if f is called there again",
    replace: "  const counted = (x: number[]) => {\n    evaluations++;",
    by:
      "  const points = new Set<string>();\n  const counted = (x: number[]) => {\n    points.add(x.join());\n    evaluations = points.size;",
    refusedBy: "01-count",
  },
  {
    name: "counts the numbers in the points instead of the points",
    replace: "evaluations++;",
    by: "evaluations += x.length;",
    refusedBy: "01-count",
    causes: ["do you count the numbers in each point?"],
  },
  {
    name: "counts the rounds of the search instead of the calls to f",
    replace: SEARCH,
    by:
      "const history: unknown[] = [];\n  const { x, fx } = nelderMead(counted, [...start], { history } as object);\n  return { x, fx, evaluations: history.length };",
    refusedBy: "01-count",
  },
  {
    name: "starts counting at 1",
    replace: "let evaluations = 0;",
    by: "let evaluations = 1;",
    refusedBy: "01-count",
    causes: ["does the counter begin at 1?"],
  },
  {
    name: "does not reset the counter to 0 for the next search",
    replace:
      "export function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {\n  // #region solution: give nelderMead a copy of start and a function that counts its calls and returns the value of f\n  let evaluations = 0;",
    by:
      "let evaluations = 0;\nexport function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {\n  // #region solution: give nelderMead a copy of start and a function that counts its calls and returns the value of f",
    refusedBy: "01-anew",
    causes: ["every search continues the count of the previous one"],
  },
  {
    name: "does not return the count",
    replace: "[...start]), evaluations };",
    by: "[...start]) } as Minimum;",
    refusedBy: "01-count",
    causes: ["does the function return it?"],
  },
  {
    name: "returns the last point that was tried instead of the best",
    replace: "  const counted = (x: number[]) => {\n    evaluations++;\n    return f(x);\n  };\n" + "  " + SEARCH,
    by:
      "  let last: number[] = [];\n  const counted = (x: number[]) => {\n    evaluations++;\n    last = [...x];\n    return f(x);\n  };\n  return { ...nelderMead(counted, [...start]), x: last, evaluations };",
    refusedBy: "01-minimum",
  },
  {
    name: "returns the last value of f instead of the smallest",
    replace: "  const counted = (x: number[]) => {\n    evaluations++;\n    return f(x);\n  };\n" + "  " + SEARCH,
    by:
      "  let last = 0;\n  const counted = (x: number[]) => {\n    evaluations++;\n    return last = f(x);\n  };\n  return { x: nelderMead(counted, [...start]).x, fx: last, evaluations };",
    refusedBy: "01-minimum",
  },
  {
    name: "returns fx with the wrong sign",
    replace: SEARCH,
    by: "const { x, fx } = nelderMead(counted, [...start]);\n  return { x, fx: -fx, evaluations };",
    refusedBy: "01-shifted",
  },
  {
    name: "sorts the caller's list",
    replace: "[...start]",
    by: "(start as number[]).sort((a, b) => a - b).slice()",
    refusedBy: "01-copy",
  },
  {
    name: "does not return fx",
    replace: SEARCH,
    by: "return { x: nelderMead(counted, [...start]).x, evaluations } as Minimum;",
    refusedBy: "01-minimum",
    causes: ["does the function return it?"],
  },
  {
    name: "adds up the values of f instead of counting the calls",
    replace: "evaluations++;",
    by: "evaluations += f(x);",
    refusedBy: "01-count",
  },
]);
