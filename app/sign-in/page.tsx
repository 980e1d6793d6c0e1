import type { Metadata } from "next";
import Link from "next/link";
import { DemoCast } from "@/components/account/demo-cast";
import { OAuthButtons } from "@/components/account/oauth-buttons";
import { SignInForm } from "@/components/account/sign-in-form";
import { sameOriginPath } from "@/lib/same-origin-path";
import { signInOptions } from "../account/sign-in-options";

export const metadata: Metadata = { title: "Sign in" };

export default async function Page({ searchParams }: PageProps<"/sign-in">) {
  const { next, error } = await searchParams;
  const { demo, oauth } = signInOptions();
  const target = sameOriginPath(next);
  return (
    <main
      className="mx-auto grid max-w-md items-start gap-12 px-4 py-12 sm:px-6 data-demo:max-w-4xl data-demo:md:grid-cols-2"
      data-demo={demo.length > 0 || undefined}
      id="main"
    >
      <div>
        <h1 className="mb-6 font-display text-2xl">Welcome back</h1>
        <SignInForm error={typeof error === "string" ? error : undefined} next={target} />
        <OAuthButtons next={target} providers={oauth} />
        <p className="mt-6 text-sm text-ink-soft">
          New here?{" "}
          <Link
            className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
            href={`/register?next=${encodeURIComponent(target)}`}
          >
            Register
          </Link>
        </p>
      </div>
      {demo.length > 0 && <DemoCast next={next === undefined ? null : target} people={demo} />}
    </main>
  );
}
