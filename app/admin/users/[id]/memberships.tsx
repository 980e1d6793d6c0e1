import Link from "next/link";
import { Section } from "@/components/admin/section";
import { membershipsOf } from "@/db/admin-users";
import { db } from "../../../database";
import { words } from "../../../words";

/** Where somebody works; what they are there is changed there. */
export async function Memberships({ userId }: { userId: string }) {
  const [t, memberships] = await Promise.all([words("admin"), membershipsOf(db(), userId)]);
  return (
    <Section title={t("memberships.title")}>
      {memberships.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("memberships.none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {memberships.map(({ businessId, name, role }) => (
            <li className="py-1" key={businessId}>
              <Link
                className="inline-flex min-h-6 items-center font-medium underline"
                href={`/admin/businesses/${businessId}`}
                prefetch={false}
              >
                <bdi>{name}</bdi>
              </Link>{" "}
              <span className="text-sm text-ink-soft">{t(`role.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
