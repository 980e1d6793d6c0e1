"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { WaitingPost } from "@/lib/broadcast";
import { patiently } from "../patiently";
import { Skeleton } from "../ui/skeleton";
import type { DeskOf, DraftActions } from "./desk-actions";
import { PlannedPost } from "./planned-post";

/** It begins with what the tab kept, of which the server knows nothing. */
const PostEditor = dynamic(
  patiently(() => import("./post-editor").then((module) => module.PostEditor)),
  { ssr: false, loading: EditorSkeleton },
);

export interface PostDeskProps {
  id: string;
  post: WaitingPost | null;
  /** Where its pictures go. */
  conversationId: string;
  desk: DeskOf;
  actions: DraftActions;
}

/** A post that is not published: being written, or planned. */
export function PostDesk({ post: atFirst, ...props }: PostDeskProps) {
  const [post, setPost] = useState(atFirst);
  return (
    <div className="@container flex h-full flex-col bg-paper">
      {post?.state === "planned" ? (
        <PlannedPost actions={props.actions} desk={props.desk} onTakenBack={setPost} post={post} />
      ) : (
        <PostEditor {...props} onPlanned={setPost} post={post} />
      )}
    </div>
  );
}

function EditorSkeleton() {
  return (
    <>
      <div className="flex min-h-16 items-center gap-3 border-b border-line bg-surface px-5">
        <Skeleton className="h-5 w-40" />
      </div>
      <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 sm:px-6 @3xl:grid-cols-2">
        <Skeleton className="h-80 rounded-xl" />
        <Skeleton className="h-48 rounded-xl max-sm:hidden" />
      </div>
    </>
  );
}
