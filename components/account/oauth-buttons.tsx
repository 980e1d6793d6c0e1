"use client";

import { Button } from "../ui/button";

const names = { google: "Google", github: "GitHub" } as const;

export function OAuthButtons({ providers, next }: { providers: (keyof typeof names)[]; next: string }) {
  if (providers.length === 0) return null;
  return (
    <div className="mt-4 space-y-2 border-t border-line pt-4">
      {providers.map((provider) => (
        <Button
          className="w-full"
          key={provider}
          look="secondary"
          onClick={async () => {
            const { signIn } = await import("next-auth/react");
            await signIn(provider, { callbackUrl: next });
          }}
        >
          Continue with {names[provider]}
        </Button>
      ))}
    </div>
  );
}
