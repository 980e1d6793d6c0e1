import { initialsOf } from "../ui/avatar";
import { toneOf } from "../ui/tone";

interface GroupAvatarProps {
  id: string;
  title: string;
  /** The first two are shown; without them the title's letters stand for it. */
  people?: { userId: string; name: string }[];
}

const DISC =
  "absolute inline-flex size-7 items-center justify-center rounded-full border-2 border-surface text-[0.625rem] font-semibold select-none tone-fill";

/** Two discs, one over the other. Stands beside the name, so it is hidden from screen readers. */
export function GroupAvatar({ id, title, people = [] }: GroupAvatarProps) {
  const [front, back] = people;
  return (
    <span aria-hidden="true" className="relative inline-flex size-10 shrink-0">
      <span className={`${DISC} end-0 top-0`} style={toneOf(back?.userId ?? `${id} behind`)}>
        {back && initialsOf(back.name)}
      </span>
      <span className={`${DISC} start-0 bottom-0`} style={toneOf(front?.userId ?? id)}>
        {initialsOf(front?.name ?? title)}
      </span>
    </span>
  );
}
