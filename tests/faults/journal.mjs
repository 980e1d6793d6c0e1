/** Every operation, and what its person was told of it: `invoked`, then `acknowledged` or `refused`, or nothing. */
export class Journal {
  /** By message id: `{ id, seat, body, acknowledgedSeq?, refused? }`, in the order they were invoked in. */
  operations = new Map();
  /** What no client may ever show or say, as sentences. */
  violations = [];

  invoke(id, { seat, body }) {
    this.operations.set(id, { id, seat, body });
  }

  acknowledge(id, seq) {
    const operation = this.operations.get(id);
    if (!operation) return;
    const { acknowledgedSeq = seq } = operation;
    if (acknowledgedSeq !== seq) this.violate(`${id} was acknowledged as ${acknowledgedSeq} and as ${seq}`);
    operation.acknowledgedSeq = seq;
  }

  refuse(id, code) {
    const operation = this.operations.get(id);
    if (operation) operation.refused = code;
  }

  violate(sentence) {
    this.violations.push(sentence);
  }

  count(is) {
    return [...this.operations.values()].filter(is).length;
  }

  /** Those whose people still wait. */
  open() {
    return [...this.operations.values()].filter(
      ({ acknowledgedSeq, refused }) => !acknowledgedSeq && !refused,
    );
  }
}
