import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("inbox"))("chats") };
}

export default async function Page() {
  const t = await words("inbox");
  return (
    <div className="flex h-full items-center">
      <EmptyState icon="bubble" title={t("choose.title")}>
        {t("choose.chats")}
      </EmptyState>
    </div>
  );
}
