import type { ReactNode } from "react";
import type { WrittenPost } from "@/lib/broadcast";
import { Pictures } from "../attachments/pictures";
import { shapesOf } from "../attachments/shapes";
import { MessageText } from "../conversation/message-text";
import { Avatar } from "../ui/avatar";

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
      <p className="flex items-center gap-2.5 text-sm">
        <Avatar id={by.id} name={by.name} size="small" />
        <span className="min-w-0 truncate font-medium">
          <bdi>{by.name}</bdi>
        </span>
        {topic && (
          <span className="min-w-0 truncate rounded-full bg-sunken px-2.5 py-0.5 text-xs font-medium text-ink-soft">
            <bdi>{topic}</bdi>
          </span>
        )}
        <span className="ms-auto shrink-0 text-ink-faint">{note}</span>
      </p>
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
