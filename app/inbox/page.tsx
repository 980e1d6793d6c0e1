import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("inbox"))("inbox") };
}

export default async function Page() {
  const t = await words("inbox");
  return (
    <div className="flex h-full items-center">
      <EmptyState icon="tray" title={t("choose.title")}>
        <p>{t("choose.inbox")}</p>
        <p className="mt-2 text-sm text-ink-faint pointer-coarse:hidden">{t("choose.keys")}</p>
      </EmptyState>
    </div>
  );
}
