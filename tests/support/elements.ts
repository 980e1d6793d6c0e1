/** As much of a page's elements as the arrow keys need: who is inside of whom, what they are marked with, who has the focus. */
export class ElementOfTest {
  static focused: ElementOfTest | null = null;

  constructor(
    /** The selectors that it answers to. */
    readonly marks: string[],
    readonly children: ElementOfTest[] = [],
  ) {}

  matches(selectors: string): boolean {
    return selectors.split(", ").some((selector) => this.marks.includes(selector));
  }

  querySelectorAll(selectors: string): ElementOfTest[] {
    return this.children.flatMap((child) => [
      ...(child.matches(selectors) ? [child] : []),
      ...child.querySelectorAll(selectors),
    ]);
  }

  contains(other: ElementOfTest | null): boolean {
    return other === this || this.children.some((child) => child.contains(other));
  }

  focus(): void {
    ElementOfTest.focused = this;
  }
}

/** A key that is pressed where the focus is, and bubbles to the element that listens. */
export function pressed(key: string, target: ElementOfTest, currentTarget: ElementOfTest = target) {
  ElementOfTest.focused = target;
  let isTaken = false;
  const event = Object({ key, target, currentTarget, preventDefault: () => (isTaken = true) });
  return {
    event,
    /** Where the focus is now, and whether the key does nothing else any more. */
    outcome: () => ({ focused: ElementOfTest.focused, isTaken }),
  };
}
