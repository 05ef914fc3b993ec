// a table of class "figures" is sorted by the column whose head is pressed, the other way when it is pressed again
for (const head of document.querySelectorAll('.figures button')) {
  head.addEventListener('click', () => {
    const cell = head.parentElement;
    const descending = cell.ariaSort ? cell.ariaSort === 'ascending' : cell.dataset.first === 'descending';
    for (const other of cell.parentElement.children) other.ariaSort = null;
    cell.ariaSort = descending ? 'descending' : 'ascending';
    const value = row => row.cells[cell.cellIndex].dataset.value ?? row.cells[cell.cellIndex].textContent;
    const order = (a, b) => value(a).localeCompare(value(b), 'en', { numeric: true });
    const number = row => value(row) === '' ? -Infinity : Number(value(row));
    const byNumber = (a, b) => number(a) - number(b);
    const body = cell.closest('table').tBodies[0];
    const compare = cell.classList.contains('text') ? order : byNumber;
    body.append(...[...body.rows].sort((a, b) => descending ? compare(b, a) : compare(a, b)));
  });
}
