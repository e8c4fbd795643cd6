// Small conveniences; every page works without them.

// On a narrow page a table with one head a column is read line by line, each cell under its head.
for (const table of document.querySelectorAll("table.headed")) {
  const heads = [...table.querySelectorAll("thead th")].map((each) => each.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    const cells = [...row.children];
    if (cells.length !== heads.length) continue;
    cells.forEach((cell, at) => {
      if (cell.tagName !== "TD" || !heads[at]) return;
      cell.dataset.head = heads[at];
      if (cell.textContent.trim().length < 60) cell.classList.add("short");
    });
  }
  table.classList.add("stack");
}
