import { lazy, type MouseEvent, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import { attachmentKind } from "@/lib/attachment-kind";
import type { Attachment } from "@/lib/protocol/message";
import { addressInPost } from "../attachments/address";
import { shapesOf } from "../attachments/shapes";
import { patiently } from "../patiently";
import { Icon } from "../ui/icon";

/** Comes when a picture is first looked at. */
const Gallery = lazy(
  patiently(() => import("../attachments/gallery").then((module) => ({ default: module.Gallery }))),
);

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
      <Pictures key={first.id} pictures={files} post={post} ratio={ratio} />
    ) : (
      <SavedFile file={first} key={first.id} post={post} />
    );
  });
}

/** Links to the pictures, which open one after the other where there is a script. */
function Pictures({ post, pictures, ratio }: { post: string; pictures: Attachment[]; ratio: number }) {
  const t = useTranslations("posts");
  const [open, setOpen] = useState<number | null>(null);
  const address = addressInPost(post);
  const isOne = pictures.length === 1;
  const look = (index: number) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(index);
  };
  return (
    <>
      <div
        className={`mt-3 grid gap-1 overflow-hidden rounded-lg ${isOne ? "" : "grid-cols-2 auto-rows-fr"}`}
        style={{ aspectRatio: ratio }}
      >
        {pictures.map((picture, index) => (
          <a
            aria-label={t("picture", { name: picture.name })}
            className="relative min-h-0 min-w-0 bg-sunken focus-visible:z-1 focus-visible:-outline-offset-3 last:odd:col-span-2"
            href={address(picture)}
            key={picture.id}
            onClick={look(index)}
          >
            {/* biome-ignore lint/performance/noImgElement: the site's own images have been made small already */}
            <img
              alt=""
              className="absolute inset-0 size-full object-cover"
              decoding="async"
              height={picture.height ?? undefined}
              loading="lazy"
              src={address(picture, { thumbnail: true })}
              width={picture.width ?? undefined}
            />
          </a>
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <Gallery address={address} index={open} onClose={() => setOpen(null)} pictures={pictures} />
        </Suspense>
      )}
    </>
  );
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
