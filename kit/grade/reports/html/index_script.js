// Sorts and filters the table of the class, and the list of students below it in the same way.
{
  const element = (id) => document.getElementById(id);
  const table = element("class");
  const body = table.tBodies[0];
  const list = element("details");
  const [text, lesson, status] = [element("text"), element("lesson"), element("status")];
  const students = [...body.rows].map((row) => ({
    row,
    details: element(row.dataset.student).parentElement,
    statuses: row.dataset.statuses.split("|"),
    words: `${row.cells[0].textContent} ${row.dataset.email} ${row.lastElementChild.textContent}`.toLowerCase(),
  }));
  const compareTexts = new Intl.Collator("en", { numeric: true }).compare;

  const valueOf = (row, column, kind) => {
    const cell = row.cells[column];
    return kind === "number" ? Number(cell.dataset.value) : cell.textContent;
  };

  // The first click on a number shows the smallest first: those students need help.
  const sort = (heading) => {
    const isAscending = heading.ariaSort !== "ascending";
    const { kind } = heading.dataset;
    const compare = kind === "number" ? (a, b) => a - b : compareTexts;
    const sorted = students
      .map((student) => ({ ...student, value: valueOf(student.row, heading.cellIndex, kind) }))
      .sort((a, b) => isAscending ? compare(a.value, b.value) : compare(b.value, a.value));
    for (const other of table.tHead.rows[0].cells) other.ariaSort = "none";
    heading.ariaSort = isAscending ? "ascending" : "descending";
    body.append(...sorted.map(({ row }) => row));
    list.append(...sorted.map(({ details }) => details));
  };

  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, details, statuses, words } of students) {
      const some = lesson.value === "" ? statuses : [statuses[lesson.value]];
      // a lesson alone selects the students who handed it in
      const isStatus = status.value !== "" ? some.includes(status.value) : lesson.value === "" || some[0] !== "missing";
      const isShown = isStatus && words.includes(wanted);
      row.hidden = details.hidden = !isShown;
      if (isShown) shown += 1;
    }
    element("shown").textContent = `${shown} of ${students.length} students shown`;
  };

  for (const button of table.tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => sort(button.parentElement));
  }
  for (const field of [text, lesson, status]) field.addEventListener("input", filter);
  element("filter").addEventListener("submit", (event) => event.preventDefault());
  const [open, close] = element("unfold").children;
  open.addEventListener("click", () => {
    for (const { details } of students) if (!details.hidden) details.open = true;
  });
  close.addEventListener("click", () => {
    for (const { details } of students) details.open = false;
  });
  element("filter").hidden = element("unfold").hidden = false;
  filter();
}
