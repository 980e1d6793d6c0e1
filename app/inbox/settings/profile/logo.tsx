import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { BusinessAvatar } from "@/components/ui/business-avatar";
import { Button } from "@/components/ui/button";
import { LOGO_BACK_WITHIN_MINUTES } from "@/db/logos";
import { LOGO_BYTES_MAX, LOGO_TYPES } from "@/lib/profile";
import { isRefusalCode } from "@/lib/refusal";
import { uuid } from "../../../conversation/access";
import { words } from "../../../words";
import { putBack, takeDown } from "./actions";

type Asked = string | string[] | undefined;

interface LogoProps {
  business: { id: string; name: string; slug: string; logoId: string | null };
  /** What was done, which logo was shown before that, and what went wrong, all as the address says it. */
  done: Asked;
  before: Asked;
  problem: Asked;
}

const MEGABYTES = LOGO_BYTES_MAX / 1024 / 1024;

/** The logo of a business, and the forms that change it; a picture is sent by a plain one, with scripts and without. */
export async function Logo({ business, done, before, problem }: LogoProps) {
  const t = await words("storefront");
  const { id: businessId, slug, logoId } = business;
  const back = uuid.safeParse(before);
  const hidden = { businessId };
  return (
    <>
      <Done what={done} />
      <div className="flex items-start gap-5">
        <BusinessAvatar business={business} size="large" />
        <div className="min-w-0 flex-1 space-y-1 text-sm text-ink-soft">
          {logoId === null && <p>{t("logo.none")}</p>}
          <p>{t("logo.advice", { megabytes: MEGABYTES })}</p>
        </div>
      </div>
      {(done === "logo" || done === "down") && back.success && back.data !== logoId && (
        <div className="mt-4 flex flex-wrap items-center gap-x-3 rounded-md bg-sunken p-3 text-sm">
          <p className="min-w-0 flex-1 basis-48">
            {t("logo.backUntil", { minutes: LOGO_BACK_WITHIN_MINUTES })}
          </p>
          <SettingForm
            act={putBack}
            hidden={{ ...hidden, logoId: back.data }}
            look="secondary"
            problems={{ "not-found": t("logo.tooLate") }}
            submit={(await words("common"))("undo")}
          />
        </div>
      )}
      <form
        action={`/inbox/settings/profile/logo?${new URLSearchParams({ businessId, business: slug })}`}
        className="mt-5"
        encType="multipart/form-data"
        method="post"
      >
        <label className="mb-1.5 block text-sm font-medium" htmlFor="picture">
          {t("logo.file")}
        </label>
        <input
          accept={LOGO_TYPES.join(",")}
          className="mb-3 block w-full text-sm file:me-3 file:h-8 file:rounded-md file:border file:border-line-strong/60 file:bg-surface file:px-3 file:font-medium file:text-ink"
          id="picture"
          name="logo"
          required
          type="file"
        />
        <Problem code={problem} />
        <Button size="small" type="submit">
          {t(logoId === null ? "logo.upload" : "logo.replace")}
        </Button>
      </form>
      {logoId !== null && (
        <div className="mt-3">
          <SettingForm act={takeDown} hidden={hidden} look="secondary" submit={t("logo.remove")} />
        </div>
      )}
    </>
  );
}

async function Done({ what }: { what: Asked }) {
  const t = await words("storefront");
  const said = { logo: t("logo.saved"), down: t("logo.removed"), back: t("logo.back") };
  const [, told] = Object.entries(said).find(([key]) => key === what) ?? [];
  if (!told) return null;
  return (
    <Banner className="mb-4" icon="sent" look="calm">
      {told}
    </Banner>
  );
}

async function Problem({ code }: { code: Asked }) {
  const [t, common] = await Promise.all([words("storefront"), words("common")]);
  if (typeof code !== "string" || !isRefusalCode(code)) return null;
  const known = {
    "bad-command": t("logo.wrong"),
    "too-long": t("logo.tooLarge", { megabytes: MEGABYTES }),
  };
  const [, told] = Object.entries(known).find(([key]) => key === code) ?? [];
  return (
    <Banner className="mb-3" icon="failed" look="danger">
      {told ?? common(`refusals.${code}`)}
    </Banner>
  );
}
