import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { gradescope } from "./gradescope.ts";

Deno.test("gradescope: students, groups and times; what tests have printed does not matter", async () => {
  const metadata = `---
submission_409194023:
  :submitters:
  - :name: 'D''Arcy, Ada'
    :sid: '0123'
    :email: ada@example.edu
  :created_at: 2026-11-28 10:11:12.861687000 Z
  :score: 2.0
  :results:
    tests:
    - name: Correct Assignment Check
      output: |-
        submission_500000001:
          :submitters:
          - :name: Mallory
      status: 'Don''t worry

'
  :history:
  - :id: 1
    :created_at: 2026-11-01 00:00:00.000000000 Z
...
submission_500000001:
  :submitters:
  - :name: "J\\xF6rg \\u674E"
    :email: joerg@example.edu
  - :sid: 222
  :created_at: 2026-11-28 10:11:12.000000000 -08:00
submission_600000002:
  :submitters: []
`;
  const files = {
    "submission_metadata.yml": metadata,
    "submission_409194023/04_gradient_descent.ts": "",
    "submission_500000001/04_gradient_descent.ts": "",
    "submission_600000002/04_gradient_descent.ts": "",
    "submission_7/04_gradient_descent.ts": "",
    "12345.pdf": "",
  };
  assertEquals(await splitLines(gradescope, files), [
    `0123 | D'Arcy, Ada | ada@example.edu: submission_409194023 2026-11-28T10:11:12Z  ${
      Date.UTC(2026, 10, 28, 10, 11, 12)
    }`,
    "joerg@example.edu | Jörg 李 | joerg@example.edu: submission_500000001 2026-11-28T10:11:12-08:00  " +
    Date.UTC(2026, 10, 28, 18, 11, 12),
    `222 |  | : submission_500000001 2026-11-28T10:11:12-08:00  ${Date.UTC(2026, 10, 28, 18, 11, 12)}`,
    "submission_600000002 |  | : submission_600000002   0",
    "submission_7 |  | : submission_7   0",
    "other: 12345.pdf",
    "submission_metadata.yml does not name the students of 2 submissions: they have numbers instead.",
  ]);
});

Deno.test("gradescope: folders without the list still are submissions", async () => {
  assertEquals(await splitLines(gradescope, { "submission_1/04.ts": "", "submission_2/04.ts": "" }), [
    "submission_1 |  | : submission_1   0",
    "submission_2 |  | : submission_2   0",
    "submission_metadata.yml does not name the students of 2 submissions: they have numbers instead.",
  ]);
});
