import { randomUUID } from "node:crypto";
import { close, reopen } from "@/app/admin/closing";
import { changeLimit, restoreLimit, setSwitch } from "@/app/admin/limits/change";
import { changeAdmin, endSignIn, endSignIns, restore, suspend } from "@/app/admin/people";
import { inviteColleague, joinTeam, uninviteColleague } from "@/app/team/invitations";
import { changeRole, dismiss, enlist } from "@/app/team/members";

/** What admins ask for by forms, which is not there for anybody else. */
export const adminOperations = {
  suspend: { perform: suspend, ask: () => form({ userId: randomUUID(), reason: "Spam" }) },
  restore: { perform: restore, ask: () => form({ userId: randomUUID() }) },
  changeAdmin: { perform: changeAdmin, ask: () => form({ userId: randomUUID(), isAdmin: "yes" }) },
  endSignIn: { perform: endSignIn, ask: () => form({ userId: randomUUID(), signInId: randomUUID() }) },
  endSignIns: { perform: endSignIns, ask: () => form({ userId: randomUUID() }) },
  close: { perform: close, ask: (of: Of) => form({ ...idOf(of), reason: "Fraud" }) },
  reopen: { perform: reopen, ask: (of: Of) => form(idOf(of)) },
  changeLimit: { perform: changeLimit, ask: () => form({ name: "figures", uses: "60" }) },
  restoreLimit: { perform: restoreLimit, ask: () => form({ name: "figures" }) },
  setSwitch: { perform: setSwitch, ask: () => form({ name: "guests", is: "on" }) },
};

/** What the owners of a business ask for by forms of who works there. */
export const teamOperations = {
  changeRole: { perform: changeRole, ask: (of: Of) => form({ ...aboutSomebody(of), role: "owner" }) },
  dismiss: { perform: dismiss, ask: (of: Of) => form(aboutSomebody(of)) },
  enlist: { perform: enlist, ask: (of: Of) => form({ ...aboutSomebody(of), role: "agent" }) },
  inviteColleague: {
    perform: inviteColleague,
    ask: (of: Of) => form({ ...idOf(of), email: "june@example.com", role: "agent", locale: "en" }),
  },
  uninviteColleague: { perform: uninviteColleague, ask: (of: Of) => form({ ...idOf(of), id: randomUUID() }) },
  joinTeam: { perform: joinTeam, ask: () => form({ token: "none" }) },
};

interface Of {
  businessId: string;
}

function idOf({ businessId }: Of) {
  return { businessId };
}

function aboutSomebody(of: Of) {
  return { ...idOf(of), userId: randomUUID(), at: "team" };
}

function form(fields: Record<string, string>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
}
