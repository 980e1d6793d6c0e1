import { v7 as uuid } from "uuid";
import { post } from "./post";
import type { Stage, Step } from "./stage";

/** Somebody of the group adds, removes or ranks somebody, names it or goes, whether they may or not. */
export function moveSomebody(stage: Stage): Step | undefined {
  const group = stage.setting.talks.find(({ isGroup }) => isGroup);
  const [by, member] = [stage.chance.pick(group?.people ?? []), stage.chance.pick(group?.people ?? [])];
  if (!group || !by || !member) return undefined;
  const id = uuid();
  const { userId } = member;
  const command = stage.chance.pick([
    { type: "member:add", id, ...member },
    { type: "member:add", id, ...member },
    { type: "member:remove", id, userId },
    { type: "member:leave", id },
    { type: "member:rank", id, userId, rank: stage.chance.isTrue(0.7) ? "host" : "member" },
    { type: "group:rename", id, title: `Title ${stage.chance.below(3)}` },
  ]);
  const times = stage.chance.isTrue(0.3) ? 2 : 1;
  return {
    name: `${by.name}: ${command?.type} ${member.name}${times > 1 ? ", twice" : ""}`,
    happen: async () => {
      for (let time = 0; time < times; time += 1) await post(stage, by, group.id, command);
    },
  };
}

/** Somebody who has the group open goes, or is shown out by whoever may or may not. */
export function showOut(stage: Stage): Step | undefined {
  const group = stage.setting.talks.find(({ isGroup }) => isGroup);
  const guests = stage.openTabs.filter(
    ({ device }) => device.conversationId === group?.id && device.person.role === "customer",
  );
  const [guest, by] = [stage.chance.pick(guests)?.device.person, stage.chance.pick(group?.people ?? [])];
  if (!group || !guest || !by) return undefined;
  const id = uuid();
  const command =
    by === guest ? { type: "member:leave", id } : { type: "member:remove", id, userId: guest.userId };
  return {
    name: `${by.name}: ${command.type} ${guest.name}, who has it open`,
    happen: async () => void (await post(stage, by, group.id, command)),
  };
}
