"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import type { Measures } from "@/lib/client/post-file";
import type { Upload, Uploads } from "@/lib/client/uploads";
import type { Attachment } from "@/lib/protocol/message";
import { tabStorage } from "../conversation/use-draft";
import { patiently } from "../patiently";
import { useRefusalWords } from "../use-refusal-words";

/** These come when they are first asked for. */
const Tray = dynamic(
  patiently(() => import("./tray").then((module) => module.Tray)),
  { ssr: false },
);
const Recorder = dynamic(
  patiently(() => import("./recorder").then((module) => module.Recorder)),
  { ssr: false },
);

const NONE: readonly Upload[] = [];
const never = () => () => {};
/** It is told where it happens. */
const unheard = () => undefined;

/** What goes with the next message, and the ways to add to it. */
export interface Attaching {
  add: (files: Iterable<File>) => void;
  record: () => void;
  /** Whether something is ready to be sent, and whether something is still under way. */
  isReady: boolean;
  isBusy: boolean;
  hasFailed: boolean;
  /** Hands over what is ready. */
  take: () => Attachment[];
  /** Takes it back, of a message that was given up. */
  giveBack: (attachments: Attachment[] | undefined) => void;
  /** What is shown above the field. */
  strip: ReactNode;
}

export function useAttaching(conversationId: string, draftKey: string): Attaching {
  const t = useTranslations("attachments");
  const refusalWords = useRefusalWords();
  const key = `${draftKey}/files`;
  const [uploads, setUploads] = useState<Uploads>();
  const [isRecording, setIsRecording] = useState(false);
  const [problem, setProblem] = useState<"excess" | "unavailable">();
  const begun = useRef<Promise<Uploads>>(undefined);
  const begin = useCallback(() => {
    begun.current ??= import("./begin-uploads")
      .then(({ beginUploads }) => {
        const made = beginUploads({ conversationId, key, storage: tabStorage() });
        setUploads(made);
        return made;
      })
      .catch((cause: unknown) => {
        // Without a line not even the code for it comes; the next file asks for it again.
        begun.current = undefined;
        setProblem("unavailable");
        throw cause;
      });
    return begun.current;
  }, [conversationId, key]);
  useEffect(() => {
    // What was uploaded before the page was loaded anew.
    if (tabStorage()?.getItem(key)) begin().catch(unheard);
  }, [begin, key]);
  const list = useSyncExternalStore(
    uploads?.subscribe ?? never,
    () => uploads?.getSnapshot() ?? NONE,
    () => NONE,
  );

  async function add(files: Iterable<File>, measures?: Measures) {
    const all = [...files];
    if (all.length === 0) return;
    const begunOrNot = await begin().catch(unheard);
    if (begunOrNot) setProblem((await begunOrNot.add(all, measures)) > 0 ? "excess" : undefined);
  }

  const giveBack = useCallback(
    async (attachments: Attachment[] | undefined) => {
      if (attachments?.length) (await begin().catch(unheard))?.giveBack(attachments);
    },
    [begin],
  );

  return {
    add,
    record: () => setIsRecording(true),
    isReady: list.some(({ state }) => state.is === "ready"),
    isBusy: list.some(({ state }) => state.is === "waiting" || state.is === "uploading"),
    hasFailed: list.some(({ state }) => state.is === "failed"),
    take: () => uploads?.take() ?? [],
    giveBack,
    strip: (
      <>
        {uploads && <Tray list={list} uploads={uploads} />}
        {problem && (problem !== "excess" || list.length === ATTACHMENTS_PER_MESSAGE_MAX) && (
          <p className="px-2.5 pb-1.5 text-sm text-danger" role="alert">
            {problem === "excess"
              ? t("tooMany", { count: ATTACHMENTS_PER_MESSAGE_MAX })
              : refusalWords("unavailable")}
          </p>
        )}
        {isRecording && (
          <Recorder
            onClose={() => setIsRecording(false)}
            onRecorded={(file, measures) => void add([file], measures)}
          />
        )}
      </>
    ),
  };
}
