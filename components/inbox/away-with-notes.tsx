"use client";

import { use, useCallback } from "react";
import { AgentComposer } from "../conversation/agent-composer";
import { AwayTimeline, type AwayTimelineProps, type Beside, useAway } from "../conversation/away-timeline";
import { dayOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";
import { isCutShortBy, isHeldBackBy, notesAmong } from "./notes-among";

/** A window on what was said before, with what was noted at that time. */
export function AwayWithNotes(props: AwayTimelineProps) {
  const noted = use(AgentComposer)?.noted;
  return noted && props.page.notes ? (
    <Joined {...props} notes={props.page.notes} noted={noted} />
  ) : (
    <AwayTimeline {...props} />
  );
}

interface JoinedProps extends AwayTimelineProps {
  notes: NonNullable<AwayTimelineProps["page"]["notes"]>;
  noted: NonNullable<AgentComposer>["noted"];
}

function Joined({ notes: page, noted, ...props }: JoinedProps) {
  const timeZone = useReader()?.timeZone ?? "UTC";
  const notes = useAway({ ...noted, page, actions: props.actions });
  const { rows, hasOlder, oldestAt, newestAt } = notes;
  const among = useCallback<Beside["among"]>(
    (said) => notesAmong(said, { rows, hasOlder, oldestAt, newestAt }, (at) => dayOf(at, timeZone)),
    [rows, hasOlder, oldestAt, newestAt, timeZone],
  );
  return <AwayTimeline {...props} beside={{ among, joined: (said) => joined(said, notes) }} />;
}

function joined(said: Parameters<Beside["joined"]>[0], notes: typeof said): ReturnType<Beside["joined"]> {
  const back = isHeldBackBy(said, notes) || !notes.hasOlder ? said : notes;
  const on = isCutShortBy(said, notes) ? said : notes;
  return {
    ...{ hasOlder: said.hasOlder || notes.hasOlder, older: back.older, loadOlder: back.loadOlder },
    ...{ isMet: said.isMet && notes.isMet, newer: on.newer, loadNewer: on.loadNewer },
  };
}
