import type { ReactNode } from "react";
import type { WrittenPost } from "@/lib/broadcast";
import { Pictures } from "../attachments/pictures";
import { shapesOf } from "../attachments/shapes";
import { PostBy } from "../broadcast/post-by";
import { MessageText } from "../conversation/message-text";

interface PostSheetProps {
  by: { id: string; name: string };
  post: Pick<WrittenPost, "body" | "attachments">;
  topic: string | undefined;
  /** When, or what stands in for it. */
  note: ReactNode;
  children?: ReactNode;
}

/** A post as its readers have it before them. */
export function PostSheet({ by, post: { body, attachments }, topic, note, children }: PostSheetProps) {
  const [shape] = shapesOf(attachments);
  return (
    <article className="space-y-3 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <PostBy by={by} topic={topic}>
        <span>{note}</span>
      </PostBy>
      {body.trim() !== "" && (
        <div className="leading-7 [unicode-bidi:plaintext]" dir="auto">
          <MessageText body={body} />
        </div>
      )}
      {shape?.ratio && <Pictures pictures={shape.attachments} ratio={shape.ratio} />}
      {children}
    </article>
  );
}
