import type { ReactNode } from "react";
import type { WrittenPost } from "@/lib/broadcast";
import { Pictures } from "../attachments/pictures";
import { shapesOf } from "../attachments/shapes";
import { MessageText } from "../conversation/message-text";
import { Avatar } from "../ui/avatar";

interface PostSheetProps {
  business: { id: string; name: string };
  post: Pick<WrittenPost, "body" | "attachments">;
  topic: string | undefined;
  /** When, or what stands in for it. */
  note: ReactNode;
  children?: ReactNode;
}

/** A post as its readers have it before them. */
export function PostSheet({ business, post: { body, attachments }, topic, note, children }: PostSheetProps) {
  const [shape] = shapesOf(attachments);
  return (
    <article className="overflow-hidden rounded-xl border border-line bg-surface">
      <div className="flex items-center gap-3 px-4 pt-4 sm:px-5">
        <Avatar id={business.id} name={business.name} shape="square" />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">
            <bdi>{business.name}</bdi>
          </p>
          <p className="text-sm text-ink-faint">{note}</p>
        </div>
        {topic && (
          <span className="max-w-[40%] shrink-0 truncate rounded-full bg-pine-tint px-2.5 py-0.5 text-xs font-medium text-pine-ink">
            <bdi>{topic}</bdi>
          </span>
        )}
      </div>
      <div className="space-y-3 px-4 pt-3 pb-4 sm:px-5 sm:pb-5">
        {body.trim() !== "" && (
          <div className="text-pretty" dir="auto">
            <MessageText body={body} />
          </div>
        )}
        {shape?.ratio && <Pictures pictures={shape.attachments} ratio={shape.ratio} />}
        {children}
      </div>
    </article>
  );
}
