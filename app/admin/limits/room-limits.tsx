import { Facts } from "@/components/admin/facts";
import { Section } from "@/components/admin/section";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { FRAME_BYTES_MAX } from "@/lib/protocol/command";
import { ROOM_FRAMES_PER_SECOND, ROOM_READERS_MAX, SOCKETS_PER_USER_MAX } from "@/lib/room-limits";
import { words } from "../../words";

const KIB = 1024;

/** What the rooms allow, which are told when they are deployed and never asked at run time. */
export async function RoomLimits() {
  const t = await words("limits");
  const number = (count: number) => t("number", { count });
  const set = (name: string, count: number) => (
    <>
      {number(count)} <code className="text-ink-soft">{name}</code>
    </>
  );
  return (
    <Section advice={t("rooms.advice")} title={t("rooms.title")}>
      <Facts
        of={[
          [t("rooms.frames"), set("ROOM_FRAMES_PER_SECOND", ROOM_FRAMES_PER_SECOND)],
          [t("rooms.readers"), set("ROOM_READERS_MAX", ROOM_READERS_MAX)],
          [t("rooms.sockets"), number(SOCKETS_PER_USER_MAX)],
          [t("rooms.frame"), number(FRAME_BYTES_MAX / KIB)],
          [t("rooms.body"), number(BODY_LENGTH_MAX)],
        ]}
      />
    </Section>
  );
}
