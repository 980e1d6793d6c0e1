"use client";

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { CallSession } from "@/lib/client/call-session";
import type { ConversationView } from "@/lib/client/conversation-client";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { IconButton } from "../../ui/icon-button";
import { counterpartsHere, isolated } from "../presence";
import { CallShell } from "./call-shell";
import { ElapsedTime } from "./elapsed-time";
import { useBusyLock } from "./use-busy-lock";

interface CallBarProps {
  session: CallSession;
  view: ConversationView;
  name: string;
}

/** The call this tab is in: how it stands, and what can be done. */
export function CallBar({ session, view, name }: CallBarProps) {
  const t = useTranslations("conversation.call");
  const locale = useLocale();
  const { phase, problem, isMuted, voice, answeredAtMs } = useSyncExternalStore(
    session.subscribe,
    session.getSnapshot,
    session.getSnapshot,
  );
  const [closed, setClosed] = useState<CallSession>();
  useBusyLock(phase !== "over");
  if (phase === "over") {
    if (problem === null || closed === session) return null;
    return (
      <CallShell label={t("label")}>
        <p className="min-w-0 flex-1 text-sm" role="alert">
          {t(`problem.${problem}`)}
        </p>
        <IconButton icon="close" label={t("close")} onClick={() => setClosed(session)} />
      </CallShell>
    );
  }
  const isAlone = phase === "ringing" && counterpartsHere(view).length === 0;
  return (
    <CallShell label={t("label")}>
      {voice && <Voice voice={voice} />}
      <span className={`text-pine-ink ${phase === "talking" ? "" : "animate-breathe"}`}>
        <Icon name="phone" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="line-clamp-3 text-sm font-semibold text-balance wrap-anywhere" role="status">
          {isAlone ? t("notHere") : t(`phase.${phase}`, { name: isolated(name, locale) })}
        </p>
        {answeredAtMs !== null && <ElapsedTime sinceMs={answeredAtMs} />}
      </div>
      {phase !== "opening" && (
        <IconButton
          aria-pressed={isMuted}
          icon={isMuted ? "micOff" : "mic"}
          label={isMuted ? t("unmute") : t("mute")}
          look={isMuted ? "secondary" : "quiet"}
          onClick={() => session.mute(!isMuted)}
        />
      )}
      <Button
        aria-label={t("hangUp")}
        look="danger"
        onClick={() => session.hangUp()}
        size="round"
        title={t("hangUp")}
      >
        <Icon className="size-5 rotate-[135deg]" name="phone" />
      </Button>
    </CallShell>
  );
}

/** A page that was touched may play; where a browser wants one touch more, there is a button for it. */
function Voice({ voice }: { voice: MediaStream }) {
  const t = useTranslations("conversation.call");
  const player = useRef<HTMLAudioElement>(null);
  const [isSilent, setIsSilent] = useState(false);
  const play = useCallback(() => {
    player.current?.play().then(
      () => setIsSilent(false),
      () => setIsSilent(true),
    );
  }, []);
  useEffect(() => {
    if (!player.current) return;
    player.current.srcObject = voice;
    play();
  }, [voice, play]);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: somebody speaks as it is heard */}
      <audio data-call="" ref={player} />
      {isSilent && (
        <Button look="secondary" onClick={play} size="small">
          {t("listen")}
        </Button>
      )}
    </>
  );
}
