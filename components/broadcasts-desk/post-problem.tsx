"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { v7 as newId } from "uuid";
import type { WaitingPost } from "@/lib/broadcast";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import type { DeskOf } from "./desk-actions";
import type { KeptPost, PostKeeper } from "./post-keeper";

interface PostProblemProps {
  kept: KeptPost;
  keeper: PostKeeper;
  post: WaitingPost | null;
  desk: DeskOf;
  onPlanned: (post: WaitingPost) => void;
}

/** What stands between a post and being published, and the ways out of it: nothing that was written is lost. */
export function PostProblem({ kept, keeper, post, desk, onPlanned }: PostProblemProps) {
  const t = useTranslations("desk.problem");
  const router = useRouter();
  const { other, problem } = kept;

  function move() {
    const id = newId();
    keeper.moveTo(id);
    router.push(`/inbox/broadcasts/${id}?business=${desk.business.slug}`);
  }

  if (!other && problem !== "closed")
    return post?.failure ? (
      <Banner className="col-span-full" icon="failed" look="warning">
        {t("failed")}
      </Banner>
    ) : null;
  return (
    <Banner className="col-span-full" icon="people" look="warning">
      <p>{other ? t(other.state === "planned" ? "planned" : "changed") : t("closed")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {other && (
          <Button
            look="secondary"
            onClick={() => {
              keeper.take(other);
              if (other.state === "planned") onPlanned(other);
            }}
            size="small"
          >
            {t("take")}
          </Button>
        )}
        <Button look="secondary" onClick={move} size="small">
          {t("move")}
        </Button>
      </div>
    </Banner>
  );
}
