import type { Attachment } from "@/lib/protocol/message";

/** What a shape is drawn in; so wide is everything that comes with a message. */
export const ATTACHMENTS_WIDTH = "w-[min(16rem,56vw)]";
const WIDTH_PX = 256;
const ROW_PX = 56;
const GAP_PX = 4;
const RATIO_MIN = 0.75;
const RATIO_MAX = 2;
const FILM_RATIO = 16 / 9;

/** One piece of what a message brings: its proportions, or a row of one height where it has none. */
export interface Shape {
  /** Of pictures all there are. */
  attachments: Attachment[];
  ratio: number | null;
}

/** Known before anything is loaded, so that nothing moves when it is. */
export function shapesOf(attachments: Attachment[]): Shape[] {
  const isOf = (kind: string) => (each: Attachment) =>
    each.mediaType.startsWith(`${kind}/`) && hasSize(each, kind);
  const pictures = attachments.filter(isOf("image"));
  const others = attachments.filter((each) => !pictures.includes(each));
  return [
    ...(pictures[0] ? [{ attachments: pictures, ratio: ratioOfPictures(pictures, pictures[0]) }] : []),
    ...others.map((each) => ({
      attachments: [each],
      ratio: isOf("video")(each) ? ratioOf(each) : null,
    })),
  ];
}

/** Only a guess where the window is narrow. */
export function likelyHeightOf(attachments: Attachment[]): number {
  return shapesOf(attachments).reduce(
    (sum, { ratio }) => sum + (ratio ? WIDTH_PX / ratio : ROW_PX) + GAP_PX,
    0,
  );
}

/** Two to a row, each square; of an odd number the last is as wide as two. */
function ratioOfPictures(pictures: Attachment[], first: Attachment): number {
  return pictures.length === 1 ? ratioOf(first) : 2 / Math.ceil(pictures.length / 2);
}

function ratioOf({ width, height }: Attachment): number {
  const ratio = width && height ? width / height : FILM_RATIO;
  return Math.min(RATIO_MAX, Math.max(RATIO_MIN, ratio));
}

/** Pictures that could be drawn have a size; those that could not are files. Of films every one that plays is shown. */
function hasSize({ width, mediaType }: Attachment, kind: string): boolean {
  return kind === "image" ? width !== null : /^video\/(mp4|webm)$/.test(mediaType);
}
