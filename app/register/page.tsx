import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { RegisterForm } from "@/components/account/register-form";
import { Banner } from "@/components/ui/banner";
import { sameOriginPath } from "@/lib/same-origin-path";
import { register } from "../account/actions";
import { viewer } from "../viewer";

export const metadata: Metadata = { title: "Register" };

export default async function Page({ searchParams }: PageProps<"/register">) {
  const { next } = await searchParams;
  const who = await viewer();
  if (who && !who.isGuest) redirect("/chats");
  return (
    <main className="mx-auto max-w-md px-4 py-12 sm:px-6" id="main">
      <h1 className="font-display text-2xl">Register</h1>
      <p className="mt-1 mb-6 text-ink-soft">One account for every business you write to.</p>
      {who && (
        <Banner className="mb-6" icon="bubble" look="calm">
          You are here as the guest <strong>{who.name}</strong>. Registering keeps all your conversations, on
          every device you sign in on.
        </Banner>
      )}
      <RegisterForm name={who?.name ?? ""} next={sameOriginPath(next, "/chats")} register={register} />
      {!who && (
        <p className="mt-6 text-sm text-ink-soft">
          Have an account?{" "}
          <Link
            className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
            href="/sign-in"
          >
            Sign in
          </Link>
        </p>
      )}
    </main>
  );
}
