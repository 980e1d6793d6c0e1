import { Avatar } from "../ui/avatar";

interface TeamProps {
  people: { id: string; name: string; isOwner: boolean; status: "online" | "away" | undefined }[];
  /** When the last of them was there, where nobody is. */
  lastHere: string | undefined;
  words: { title: string; owner: string; online: string; away: string };
}

export function Team({ people, lastHere, words }: TeamProps) {
  return (
    <section aria-labelledby="team">
      <h2 className="font-display text-lg" id="team">
        {words.title}
      </h2>
      {lastHere && <p className="mt-1 text-sm text-ink-soft">{lastHere}</p>}
      <ul className="mt-3 space-y-3">
        {people.map(({ id, name, isOwner, status }) => (
          <li className="flex items-center gap-3" key={id}>
            <Avatar id={id} name={name} status={status} />
            <span className="min-w-0">
              <span className="block truncate font-medium">
                <bdi>{name}</bdi>
              </span>
              <span className="flex gap-1.5 text-sm text-ink-soft empty:hidden">
                {[status && words[status], isOwner && words.owner].filter(Boolean).join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
