import Linkify from "linkify-react";
import { isSafeLink } from "./link";

const options = {
  defaultProtocol: "https",
  target: "_blank",
  rel: "noopener noreferrer nofollow ugc",
  className: "underline decoration-1 underline-offset-2 [overflow-wrap:anywhere] hover:decoration-2",
  validate: isSafeLink,
};

/** Always text, never markup; only addresses become links. */
export function MessageText({ body }: { body: string }) {
  return (
    <span className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      <Linkify options={options}>{body}</Linkify>
    </span>
  );
}
