/** Rows of text as columns: the first to the left, the rest to the right. */
export function table(header, rows) {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) =>
    row.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[0]))).join("  ");
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  return [line(all[0]), rule, ...all.slice(1).map(line)].join("\n");
}

export function figure(number, digits = 0) {
  if (number === undefined || Number.isNaN(number)) return "–";
  return number.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
