import { logoPath } from "@/lib/profile";
import { Avatar } from "./avatar";
import { toneOf } from "./tone";

/** As wide as an avatar of that size, with its corners. */
const sizes = {
  small: { px: 28, corners: "size-7 rounded-md" },
  medium: { px: 40, corners: "size-10 rounded-md" },
  big: { px: 56, corners: "size-14 rounded-lg" },
  large: { px: 80, corners: "size-20 rounded-xl" },
} as const;

interface BusinessAvatarProps {
  business: { id: string; name: string; logoId: string | null };
  size?: keyof typeof sizes;
}

/**
 * A business by its logo, and by its letters where it has none. For what the server draws: the scripts of chats and inbox
 * know of no logo (see `shows-logo` in globals.css). Stands beside the name, so it is hidden from screen readers.
 */
export function BusinessAvatar({ business: { id, name, logoId }, size = "medium" }: BusinessAvatarProps) {
  if (logoId === null) return <Avatar id={id} name={name} shape="square" size={size} />;
  const { px, corners } = sizes[size];
  return (
    // biome-ignore lint/performance/noImgElement: it has been made small already
    <img
      alt=""
      className={`tone-fill shrink-0 object-cover ${corners}`}
      height={px}
      src={logoPath(logoId)}
      style={toneOf(id)}
      width={px}
    />
  );
}
