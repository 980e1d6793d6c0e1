/** Rows of text as a table that is read as it is or as Markdown: the first column to the left, the rest to the right. */
export function table(header, rows) {
  const all = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const text = (row) =>
    line(row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))));
  const rule = line(
    widths.map((width, column) => "-".repeat(column ? width - 1 : width) + (column ? ":" : "")),
  );
  return [text(all[0]), rule, ...all.slice(1).map(text)].join("\n");
}

export function figure(number, digits = 0) {
  if (number === undefined || Number.isNaN(number)) return "–";
  return number.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
