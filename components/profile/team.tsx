import { Avatar } from "../ui/avatar";

interface TeamProps {
  people: { id: string; name: string; isOwner: boolean; isHere: boolean }[];
  words: { title: string; owner: string; here: string };
}

export function Team({ people, words }: TeamProps) {
  return (
    <section aria-labelledby="team">
      <h2 className="font-display text-lg" id="team">
        {words.title}
      </h2>
      <ul className="mt-3 space-y-3">
        {people.map(({ id, name, isOwner, isHere }) => (
          <li className="flex items-center gap-3" key={id}>
            <Avatar id={id} name={name} status={isHere ? "online" : undefined} />
            <span className="min-w-0">
              <span className="block truncate font-medium">
                <bdi>{name}</bdi>
              </span>
              <span className="flex gap-1.5 text-sm text-ink-soft empty:hidden">
                {[isHere && words.here, isOwner && words.owner].filter(Boolean).join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
