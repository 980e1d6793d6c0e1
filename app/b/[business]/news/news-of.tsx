import { NewsFeed, type NewsFeedProps } from "@/components/broadcast/news-feed";
import { Words } from "@/components/words";
import { ownConfirmations } from "@/db/post-confirmations";
import { ownReactions } from "@/db/post-reactions";
import { readCorrections } from "../../../broadcasts/corrections";
import { db } from "../../../database";
import { membershipIn, viewer } from "../../../viewer";
import { wordsFor } from "../../../words";
import * as actions from "./actions";

/** The posts of a page as whoever looks sees them. */
export async function NewsOf(
  props: Omit<NewsFeedProps, "actions" | "own" | "confirmations" | "corrections" | "isStaff">,
) {
  const who = await viewer();
  const postIds = props.page.posts.map(({ id }) => id);
  const [own, confirmations, corrections] = who
    ? await Promise.all([
        ownReactions(db(), { userId: who.id, postIds }),
        ownConfirmations(db(), { userId: who.id, postIds }),
        readCorrections(who, { businessId: props.business.id }),
      ])
    : [null, null, null];
  return (
    <Words {...(await wordsFor("common", "account", "posts", "attachments", "conversation"))}>
      <NewsFeed
        {...props}
        actions={{ ...actions }}
        confirmations={confirmations}
        corrections={corrections}
        isStaff={who !== null && membershipIn(who, props.business.id) !== null}
        own={own}
      />
    </Words>
  );
}
