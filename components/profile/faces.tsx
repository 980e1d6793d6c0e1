import { Avatar } from "../ui/avatar";

const FACES_MAX = 3;

/** Some people, one over the other; who they are stands beside them. */
export function Faces({ people }: { people: { id: string; name: string }[] }) {
  return (
    <span className="flex shrink-0">
      {people.slice(0, FACES_MAX).map(({ id, name }) => (
        <span className="-ms-2 rounded-full border-2 border-surface first:ms-0" key={id}>
          <Avatar id={id} name={name} size="small" />
        </span>
      ))}
    </span>
  );
}
