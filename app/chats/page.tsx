import type { Metadata } from "next";
import { WithoutScripts } from "@/components/plain/without-scripts";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("inbox"))("chats") };
}

export default async function Page() {
  const t = await words("inbox");
  return (
    <div className="flex h-full items-center">
      <WithoutScripts to="/plain" />
      <EmptyState icon="bubble" title={t("choose.title")}>
        {t("choose.chats")}
      </EmptyState>
    </div>
  );
}
