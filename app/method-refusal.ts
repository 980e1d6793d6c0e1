import { Refusal } from "@/lib/refusal";

/** A route is not asked by this method. */
export class MethodRefusal extends Refusal {
  /** By what it is, as the head `Allow` says it. */
  constructor(readonly allow: string) {
    super("bad-command", { message: `This is asked by ${allow}.` });
  }

  override get status(): number {
    return 405;
  }
}
