import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { Specimen } from "./specimen";

const people = ["Maya Fernandes", "Sam Okafor", "Priya", "ليلى حداد", "田中 愛子"];

export function Notices() {
  return (
    <>
      <Specimen name="Avatar: a colour of one's own, round for people, square for businesses">
        {people.map((name, at) => (
          <Avatar
            id={name}
            key={name}
            name={name}
            status={at === 0 ? "online" : at === 1 ? "away" : undefined}
          />
        ))}
        <Avatar id="small" name="Small One" size="small" />
        <Avatar id="harbor" name="Harbor Coffee" shape="square" />
        <Avatar id="harbor" name="Harbor Coffee" shape="square" size="large" />
      </Specimen>
      <Specimen name="Badge">
        <Badge count={1} label="unread" />
        <Badge count={42} label="unread" />
        <Badge count={420} label="unread" />
      </Specimen>
      <Specimen name="Banner">
        <Banner icon="clock" look="calm">
          Answers usually come within an hour.
        </Banner>
        <Banner icon="cloud" look="warning">
          Not connected. What you write is kept and sent later.
        </Banner>
        <Banner icon="failed" look="danger">
          That did not work. Try again in a moment.
        </Banner>
      </Specimen>
      <Specimen name="Skeleton">
        <div className="flex w-80 items-center gap-3">
          <Skeleton className="size-10 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-3.5" />
          </div>
        </div>
      </Specimen>
      <Specimen name="EmptyState">
        <EmptyState
          action={<Button look="secondary">See all businesses</Button>}
          icon="bubble"
          title="No conversations yet"
        >
          Write to a business, and the conversation stands here.
        </EmptyState>
      </Specimen>
    </>
  );
}
