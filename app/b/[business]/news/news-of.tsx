import { NewsFeed, type NewsFeedProps } from "@/components/broadcast/news-feed";
import { Words } from "@/components/words";
import { ownConfirmations } from "@/db/post-confirmations";
import { ownReactions } from "@/db/post-reactions";
import { readCorrections } from "../../../broadcasts/corrections";
import { db } from "../../../database";
import { viewer } from "../../../viewer";
import { wordsFor } from "../../../words";
import * as actions from "./actions";

/** The posts of a page as whoever looks sees them. */
export async function NewsOf(
  props: Omit<NewsFeedProps, "actions" | "own" | "confirmations" | "corrections">,
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
    <Words {...(await wordsFor("common", "posts", "attachments", "conversation"))}>
      <NewsFeed
        {...props}
        actions={{ ...actions }}
        confirmations={confirmations}
        corrections={corrections}
        own={own}
      />
    </Words>
  );
}
