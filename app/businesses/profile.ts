import { z } from "zod/mini";
import { setProfile } from "@/db/profiles";
import { isDisguised } from "@/lib/legible";
import {
  ABOUT_LENGTH_MAX,
  BUSINESS_NAME_LENGTH_MAX,
  CATEGORY_LENGTH_MAX,
  TAGLINE_LENGTH_MAX,
} from "@/lib/profile";
import { storableText } from "@/lib/protocol/message";
import { ownForm } from "../account/own-form";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { ownersOnly } from "../inbox/access";
import { operation } from "../operation";

const line = (max: number) =>
  storableText.check(
    z.trim(),
    z.maxLength(max),
    z.refine((text) => !isDisguised(text)),
  );
/** Forms send the ends of lines as they were on typewriters. */
const lines = (max: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) => text.replaceAll("\r\n", "\n")),
    ),
    storableText.check(z.trim(), z.maxLength(max)),
  );

/** What a business says of itself to everybody; what it wrote already keeps the name it was written under. */
export const changeProfile = operation({
  input: z.pipe(
    ownForm("businessId", "name", "category", "tagline", "about"),
    z.object({
      businessId: uuid,
      name: line(BUSINESS_NAME_LENGTH_MAX).check(z.minLength(1)),
      category: line(CATEGORY_LENGTH_MAX),
      tagline: line(TAGLINE_LENGTH_MAX),
      about: lines(ABOUT_LENGTH_MAX),
    }),
  ),
  limit: "action",
  permit: ownersOnly,
  run: async ({ viewer, input, grant: { businessSlug } }) => {
    const { businessId, ...profile } = input;
    await audited(
      viewer,
      (tx) => setProfile(tx, input),
      (before) => {
        const keys = ["name", "category", "tagline", "about"] as const;
        if (!before || keys.every((key) => before[key] === profile[key])) return null;
        const isRenamed = before.name !== profile.name;
        const detail = isRenamed ? { before: before.name, after: profile.name } : {};
        return { kind: "business.profile-changed", businessId, subjectId: businessId, detail };
      },
    );
    return { to: `/inbox/settings/profile?business=${businessSlug}&done=saved` };
  },
});
