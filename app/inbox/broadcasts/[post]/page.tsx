import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PostDesk } from "@/components/broadcasts-desk/post-desk";
import { PublishedPost } from "@/components/broadcasts-desk/published-post";
import { Words } from "@/components/words";
import { waitingPost } from "@/db/post-drafts";
import { broadcastOf, postOf, postsAmong } from "@/db/posts";
import { readConfirmations } from "../../../broadcasts/confirm";
import { readQuestions } from "../../../broadcasts/questions";
import { readReach } from "../../../broadcasts/reach";
import { uuid } from "../../../conversation/access";
import { db } from "../../../database";
import { requireViewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";
import {
  answer,
  audience,
  confirmed,
  drop,
  edit,
  plan,
  publish,
  remove,
  restore,
  save,
  show,
  takeBack,
  test,
} from "../actions";
import { deskFor } from "../desk-for";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("desk"))("title") };
}

/** One post of the business in the address: where it is written, planned, or seen how far it came. */
export default async function Page({ params, searchParams }: PageProps<"/inbox/broadcasts/[post]">) {
  const [viewer, asked, { business }] = await Promise.all([
    requireViewer("/inbox/broadcasts"),
    params,
    searchParams,
  ]);
  const desk = await deskFor(viewer, business);
  const { success, data: id } = uuid.safeParse(asked.post);
  if (!success) notFound();
  const which = { businessId: desk.business.id, id };
  const [published, said] = await Promise.all([
    postOf(db(), which),
    wordsFor("common", "attachments", "conversation", "desk"),
  ]);
  if (published) {
    const [reach, questions, confirmations] = await Promise.all([
      readReach(viewer, which),
      readQuestions(viewer, { businessId: which.businessId, postId: id }),
      published.asksToConfirm ? readConfirmations(viewer, which) : null,
    ]);
    return (
      <Words {...said}>
        <PublishedPost
          actions={{ confirmed, edit, remove, restore, answer, show }}
          confirmations={confirmations}
          desk={desk}
          isAuthor={published.senderId === viewer.id}
          post={published}
          questions={questions}
          reach={reach}
        />
      </Words>
    );
  }
  const [post, conversationId] = await Promise.all([
    waitingPost(db(), which),
    broadcastOf(db(), desk.business.id),
  ]);
  // It was published, and deleted since.
  if (!post && (await postsAmong(db(), [id])).length > 0) notFound();
  return (
    <Words {...said}>
      <PostDesk
        actions={{ audience, drop, plan, publish, save, takeBack, test }}
        conversationId={conversationId}
        desk={desk}
        id={id}
        key={id}
        post={post}
      />
    </Words>
  );
}
