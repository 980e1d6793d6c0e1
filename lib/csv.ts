/** What a spreadsheet would run instead of showing it. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20|%]|^[\t\r\n]/u;

/** Tells Excel that a file is UTF-8. */
export const CSV_BEGIN = "\uFEFF";

/** Rows as a file that spreadsheets open, in which no text is a formula. */
export function csvOf(rows: (string | number)[][]): string {
  return CSV_BEGIN + csvRows(rows);
}

/** The same as a part of such a file. */
export function csvRows(rows: (string | number)[][]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
