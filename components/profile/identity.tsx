import { BusinessAvatar } from "../ui/business-avatar";
import { OpenMark } from "./open-mark";
import { OpeningLine, type OpeningLineProps } from "./opening-line";

interface IdentityProps extends Pick<OpeningLineProps, "yourTime"> {
  business: { id: string; name: string; category: string; tagline: string; logoId: string | null };
  opening: OpeningLineProps["opening"] | null;
}

export function Identity({ business, opening, yourTime }: IdentityProps) {
  const { name, category, tagline } = business;
  return (
    <header>
      <div className="relative -ms-1.5 mb-4 w-fit rounded-[1.75rem] bg-paper p-1.5">
        <BusinessAvatar business={business} size="large" />
      </div>
      <h1 className="font-display text-3xl [overflow-wrap:anywhere]">
        <bdi>{name}</bdi>
      </h1>
      <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-soft">
        {category && (
          <span className="rounded-full bg-sunken px-3 py-0.5 text-sm font-medium">
            <bdi>{category}</bdi>
          </span>
        )}
        {opening && (
          <span className="flex items-center gap-2 text-sm font-medium text-ink">
            <OpenMark isOpen={opening.isOpen} />
            <OpeningLine opening={opening} yourTime={yourTime} />
          </span>
        )}
      </p>
      <p className="mt-4 max-w-xl text-lg text-balance text-ink-soft">
        <bdi>{tagline}</bdi>
      </p>
    </header>
  );
}
