"use client";

import { attachmentKind } from "@/lib/attachment-kind";
import type { Attachment } from "@/lib/protocol/message";
import { addressOf } from "./address";
import { FileRow } from "./file-row";
import { Film } from "./film";
import { Pictures } from "./pictures";
import type { Shape } from "./shapes";
import { SoundPlayer } from "./sound-player";

/** Each in the place that was kept for it. */
export function Attachments({ shapes }: { shapes: Shape[] }) {
  return shapes.map(({ attachments, ratio }) => (
    <Piece attachments={attachments} key={attachments[0]?.id} ratio={ratio} />
  ));
}

function Piece({ attachments, ratio }: Shape) {
  const [first] = attachments;
  if (!first) return null;
  if (ratio && attachmentKind(first.mediaType) === "picture")
    return <Pictures pictures={attachments} ratio={ratio} />;
  if (ratio) return <Film film={first} ratio={ratio} />;
  return isHeard(first) ? <SoundPlayer {...first} src={addressOf(first)} /> : <FileRow file={first} />;
}

function isHeard({ mediaType }: Attachment): boolean {
  return attachmentKind(mediaType) === "sound";
}
