import { FollowButton } from "@/components/broadcast/follow-button";
import { Words } from "@/components/words";
import { readingOf } from "@/db/readers";
import { db } from "../database";
import type { Viewer } from "../viewer";
import { wordsFor } from "../words";
import { askForMails, choose, follow, read, stop, stopMails } from "./follow-actions";

export const followActions = { follow, stop, read, choose, askForMails, stopMails };

interface FollowOfProps {
  business: { id: string; name: string; slug: string };
  who: Viewer | null;
}

/** The button of a business's page by which whoever looks follows it, and stops. */
export async function FollowOf({ business: { id, name, slug }, who }: FollowOfProps) {
  const reading = who && (await readingOf(db(), { businessId: id, userId: who.id }));
  return (
    <Words {...(await wordsFor("common", "account", "following"))}>
      <FollowButton
        actions={followActions}
        business={{ id, name, slug }}
        isFollowing={reading !== null}
        isSignedIn={who !== null}
      />
    </Words>
  );
}
