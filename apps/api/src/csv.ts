type Cell = string | number | null;

/** What a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;

function write(cell: Cell): string {
  if (cell === null) return '';
  // A number begins with a minus by right.
  if (typeof cell === 'number') return String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV (RFC 4180). A text that a spreadsheet would run gets an apostrophe before it, as OWASP advises. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(write).join(',')}\r\n`;
}

/** The header that makes a browser store an answer as a file of this name. */
export function attachment(name: string): string {
  return `attachment; filename="${name.replace(/[^A-Za-z0-9._-]+/g, '-')}"`;
}
