/** Every operation, and what its person was told of it: `invoked`, then `acknowledged` or `refused`, or nothing. */
export class Journal {
  /** By message id, in the order they were invoked in: `{ id, seat, body, atMs, acknowledgedSeq?, afterMs?, refused? }`. */
  operations = new Map();
  /** What messages were to say instead, by id; a deleted one says nothing. */
  edits = new Map();
  /** What no client may ever show or say, as sentences. */
  violations = [];

  invoke(id, { seat, body }) {
    this.operations.set(id, { id, seat, body, atMs: performance.now() });
  }

  edit(id, body) {
    this.edits.set(id, [...(this.edits.get(id) ?? []), body]);
  }

  acknowledge(id, seq) {
    const operation = this.operations.get(id);
    if (!operation) return;
    const { acknowledgedSeq = seq } = operation;
    if (acknowledgedSeq !== seq) this.violate(`${id} was acknowledged as ${acknowledgedSeq} and as ${seq}`);
    operation.acknowledgedSeq = seq;
    operation.afterMs ??= performance.now() - operation.atMs;
  }

  refuse(id, code) {
    const operation = this.operations.get(id);
    if (operation) operation.refused = code;
  }

  /** Refused for now: whatever is said meanwhile may come before it. */
  putOff(id) {
    const operation = this.operations.get(id);
    if (operation) operation.isPutOff = true;
  }

  violate(sentence) {
    this.violations.push(sentence);
  }

  /** How long those whom it concerns have waited since then for each thing they said, in milliseconds. */
  waits({ sinceMs, concerns }) {
    return [...this.operations.values()]
      .filter(({ seat, atMs }) => atMs >= sinceMs && concerns(seat))
      .map(({ atMs, afterMs }) => afterMs ?? performance.now() - atMs);
  }

  count(is) {
    return [...this.operations.values()].filter(is).length;
  }

  get acknowledged() {
    return this.count(({ acknowledgedSeq }) => acknowledgedSeq !== undefined);
  }

  /** Those whose people still wait. */
  open() {
    return [...this.operations.values()].filter(
      ({ acknowledgedSeq, refused }) => !acknowledgedSeq && !refused,
    );
  }
}
