import Link from "next/link";
import { FollowButton } from "@/components/broadcast/follow-button";
import { BusinessAvatar } from "@/components/ui/business-avatar";
import { Words } from "@/components/words";
import { followedBy } from "@/db/readers";
import { db } from "../database";
import { words, wordsFor } from "../words";
import { followActions } from "./follow-of";

/** The businesses that somebody follows. One they stop following stays in sight until they leave. */
export async function Followed({ userId }: { userId: string }) {
  const [t, followed] = await Promise.all([words("following"), followedBy(db(), userId)]);
  return (
    <section aria-labelledby="followed">
      <h2 className="font-display text-xl" id="followed">
        {t("settings.title")}
      </h2>
      <p className="mt-1 text-ink-soft">{t(followed.length > 0 ? "settings.advice" : "settings.none")}</p>
      <Words {...(await wordsFor("common", "account", "following"))}>
        <ul className="mt-3 space-y-3">
          {followed.map((business) => (
            <li
              className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-surface p-4"
              key={business.id}
            >
              <BusinessAvatar business={business} size="small" />
              <Link
                className="min-w-0 flex-1 basis-40 font-medium [overflow-wrap:anywhere] hover:underline"
                href={`/b/${business.slug}`}
              >
                <bdi>{business.name}</bdi>
              </Link>
              <FollowButton actions={followActions} business={business} isFollowing isSignedIn />
            </li>
          ))}
        </ul>
      </Words>
    </section>
  );
}
