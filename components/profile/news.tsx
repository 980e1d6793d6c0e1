import { Avatar } from "../ui/avatar";
import { Time } from "../ui/time";

interface NewsProps {
  title: string;
  posts: { id: string; senderId: string; senderName: string; body: string; at: string }[];
}

/** What a business last told everybody. */
export function News({ title, posts }: NewsProps) {
  return (
    <section aria-labelledby="news">
      <h2 className="font-display text-xl" id="news">
        {title}
      </h2>
      <ul className="mt-4 max-w-prose space-y-3">
        {posts.map(({ id, senderId, senderName, body, at }) => (
          <li className="rounded-lg border border-line bg-surface p-4" key={id}>
            <p className="flex items-center gap-2.5 text-sm">
              <Avatar id={senderId} name={senderName} size="small" />
              <span className="min-w-0 truncate font-medium">
                <bdi>{senderName}</bdi>
              </span>
              <Time at={at} className="ms-auto shrink-0 text-ink-faint" form="list" />
            </p>
            <p className="mt-2 text-pretty whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
              {body}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
