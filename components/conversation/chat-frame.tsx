import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Avatar } from "../ui/avatar";
import { IconButton } from "../ui/icon-button";

interface ChatFrameProps {
  business: { id: string; name: string; hint: ReactNode };
  onClose: () => void;
  children: ReactNode;
}

/** The chat before there is a conversation in it: the same head, in the same place, so that nothing jumps. */
export function ChatFrame({ business: { id, name, hint }, onClose, children }: ChatFrameProps) {
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <header className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-2 sm:px-5">
        <Avatar id={id} name={name} shape="square" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold">
            <bdi>{name}</bdi>
          </h2>
          <p className="min-h-5 truncate text-sm text-ink-soft">{hint}</p>
        </div>
        <CloseButton onClose={onClose} />
      </header>
      {children}
    </div>
  );
}

export function CloseButton({ onClose }: { onClose: () => void }) {
  const t = useTranslations("profile.dock");
  return <IconButton icon="close" label={t("close")} onClick={onClose} />;
}
