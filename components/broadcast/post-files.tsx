import { useTranslations } from "use-intl/react";
import { attachmentKind } from "@/lib/attachment-kind";
import type { Attachment } from "@/lib/protocol/message";
import { addressInPost } from "../attachments/address";
import { Pictures } from "../attachments/pictures";
import { shapesOf } from "../attachments/shapes";
import { Icon } from "../ui/icon";

interface PostFilesProps {
  /** The address of the post. */
  post: string;
  attachments: Attachment[];
}

/** What a post brings: its pictures in their places from the beginning, everything else to be saved. */
export function PostFiles({ post, attachments }: PostFilesProps) {
  return shapesOf(attachments).map(({ attachments: files, ratio }) => {
    const [first] = files;
    if (!first) return null;
    return ratio && attachmentKind(first.mediaType) === "picture" ? (
      <div className="mt-3" key={first.id}>
        <Pictures pictures={files} publicAddress={addressInPost(post)} ratio={ratio} />
      </div>
    ) : (
      <SavedFile file={first} key={first.id} post={post} />
    );
  });
}

function SavedFile({ post, file }: { post: string; file: Attachment }) {
  const t = useTranslations("posts");
  return (
    <a
      aria-label={t("save", { name: file.name })}
      className="mt-3 flex items-center gap-2.5 rounded-lg border border-line p-3 text-sm hover:bg-sunken"
      download
      href={addressInPost(post)(file, { save: true })}
    >
      <Icon className="size-5 shrink-0 text-pine-ink" name="attach" />
      <bdi className="min-w-0 truncate">{file.name}</bdi>
    </a>
  );
}
