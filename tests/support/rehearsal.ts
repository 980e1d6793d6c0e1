import { inject } from "vitest";
import { Backstage, type SocketOfTest } from "./backstage";
import { type Cast, castForTest, type Person } from "./cast";

export interface Rehearsal extends Cast {
  backstage: Backstage;
  /** Opens Maya's conversation, or another, as somebody. */
  enters: (
    person: Person,
    options?: { after?: number | string; conversationId?: string },
  ) => Promise<SocketOfTest>;
}

/** The cast and our parties in this process, over a database of the test's own. */
export async function rehearsal(env: Record<string, unknown> = {}): Promise<Rehearsal> {
  const cast = await castForTest();
  const backstage = new Backstage({ ...inject("env"), POSTGRES_URL: cast.url, ...env });
  const enters: Rehearsal["enters"] = (person, { after, conversationId = cast.conversationId } = {}) =>
    backstage.connect(
      { party: "main", room: conversationId, ...person },
      after === undefined ? {} : { after },
    );
  return { ...cast, backstage, enters };
}
