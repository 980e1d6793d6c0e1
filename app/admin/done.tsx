import { Banner } from "@/components/ui/banner";
import { words } from "../words";

const known = {
  user: ["suspended", "restored", "admin", "noAdmin", "signedOut"],
  business: ["suspended", "restored", "role", "dismissed", "enlisted"],
} as const;

interface DoneProps {
  of: keyof typeof known;
  /** As it stands in the address; anything else is nothing. */
  what: string | string[] | undefined;
}

/** Says what was just done, on the page it led to. */
export async function Done({ of, what }: DoneProps) {
  const t = await words("admin");
  if (of === "user") {
    const done = known.user.find((each) => each === what);
    return (
      done && (
        <Banner icon="sent" look="calm">
          {t(`done.user.${done}`)}
        </Banner>
      )
    );
  }
  const done = known.business.find((each) => each === what);
  return (
    done && (
      <Banner icon="sent" look="calm">
        {t(`done.business.${done}`)}
      </Banner>
    )
  );
}
