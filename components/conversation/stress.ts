/**
 * Puts marks around what is chosen in a field, line by line, or takes them away where they are. By the browser's own
 * editing, although nobody maintains its name any more: nothing else is known to its undo.
 */
export function stress(field: HTMLTextAreaElement, mark: string): void {
  const { value, selectionStart, selectionEnd } = field;
  const chosen = value.slice(selectionStart, selectionEnd);
  // Marks stand at words: beside a space they would be none.
  const from = selectionStart + (chosen.length - chosen.trimStart().length);
  const to = Math.max(from, selectionEnd - (chosen.length - chosen.trimEnd().length));
  const text = value.slice(from, to);
  const isMarked = value.slice(0, from).endsWith(mark) && value.slice(to).startsWith(mark);
  if (isMarked) {
    field.setSelectionRange(from - mark.length, to + mark.length);
    document.execCommand(text ? "insertText" : "delete", false, text);
    field.setSelectionRange(from - mark.length, to - mark.length);
  } else {
    const marked = text.replace(/[^\n]+/g, `${mark}$&${mark}`) || mark + mark;
    field.setSelectionRange(from, to);
    document.execCommand("insertText", false, marked);
    field.setSelectionRange(from + mark.length, from + marked.length - mark.length);
  }
}
