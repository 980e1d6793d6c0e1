import type { Metadata } from "next";
import Link from "next/link";
import { SettingForm } from "@/components/settings/setting-form";
import { askPassword } from "../account/actions";
import { words } from "../words";
import { ForgottenFrame } from "./forgotten-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("person"))("forgotten.title"), robots: { index: false } };
}

/** For whoever cannot sign in: a mail by which they set another password. */
export default async function Page({ searchParams }: PageProps<"/forgotten">) {
  const [{ done }, t] = await Promise.all([searchParams, words("person")]);
  const asked = { icon: "mail", title: t("forgotten.asked"), advice: t("forgotten.askedAdvice") } as const;
  return (
    <ForgottenFrame
      instead={done === "asked" ? asked : null}
      lead={t("forgotten.lead")}
      title={t("forgotten.title")}
    >
      <SettingForm
        act={askPassword}
        fields={[{ name: "email", type: "email", autoComplete: "email", label: t("forgotten.email") }]}
        problems={{ "bad-command": t("forgotten.wrong") }}
        submit={t("forgotten.do")}
      />
      <p className="mt-6 text-sm">
        <Link
          className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
          href="/sign-in"
        >
          {t("forgotten.back")}
        </Link>
      </p>
    </ForgottenFrame>
  );
}
