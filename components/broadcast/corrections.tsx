import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { PostCorrection } from "@/lib/broadcast";
import { answered } from "../answered";
import { Icon } from "../ui/icon";
import { shortened } from "./correction-parts";

/** Many who read along are not to ask at the same moment. */
const ASKED_AFTER_MS = 500;
const ASKED_WITHIN_MS = 4_000;
/** Whoever had it in sight for so long was told. */
const TOLD_AFTER_MS = 1_500;

export interface CorrectionActions {
  corrections: (asked: { businessId: string }) => Promise<ActionResult<PostCorrection[]>>;
  settle: (asked: {
    businessId: string;
    seen: { postId: string; rev: number }[];
  }) => Promise<ActionResult<unknown>>;
}

interface CorrectionsProps {
  businessId: string;
  /** Where all the news of the business are. */
  news: string;
  known: PostCorrection[];
  /** Grows when a post is edited while the page is open. */
  editedRev: number;
  actions: CorrectionActions;
}

/** What is different about what the reader had read: told once, when it comes into sight. */
export function Corrections({ businessId, news, known, editedRev, actions }: CorrectionsProps) {
  const t = useTranslations("posts.corrections");
  const [told, setTold] = useState(known);
  const section = useRef<HTMLElement>(null);
  const firstRev = useRef(editedRev);
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => {
    if (editedRev === firstRev.current) return;
    const timer = setTimeout(
      async () => {
        const found = await answered(latest.current.corrections({ businessId }));
        if (found.ok) setTold((before) => [...found.value, ...before.filter(isNoneOf(found.value))]);
      },
      ASKED_AFTER_MS + Math.random() * ASKED_WITHIN_MS,
    );
    return () => clearTimeout(timer);
  }, [businessId, editedRev]);

  useEffect(() => {
    if (!section.current || told.length === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (!entry?.isIntersecting) return;
      timer = setTimeout(() => {
        observer.disconnect();
        const seen = told.map(({ postId, rev }) => ({ postId, rev }));
        void answered(latest.current.settle({ businessId, seen }));
      }, TOLD_AFTER_MS);
    });
    observer.observe(section.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [businessId, told]);

  return (
    <>
      {told.length > 0 && (
        <section
          aria-labelledby="corrections"
          className="mb-4 rounded-xl border border-pine-ink/40 bg-pine-tint p-4 sm:p-5"
          ref={section}
        >
          <h2 className="flex items-center gap-2 font-medium" id="corrections">
            <Icon className="size-5 shrink-0 text-pine-ink" name="edit" />
            {t("title", { count: told.length })}
          </h2>
          <ul className="mt-2 space-y-3">
            {told.map(({ postId, parts }) => (
              <li className="leading-7 [unicode-bidi:plaintext]" dir="auto" key={postId}>
                <Link className="hover:underline" href={{ pathname: `${news}/${postId}` }}>
                  <Parts parts={shortened(parts)} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="sr-only" role="status">
        {told.length > known.length && t("title", { count: told.length })}
      </p>
    </>
  );
}

function Parts({ parts }: Pick<PostCorrection, "parts">) {
  const t = useTranslations("posts.corrections");
  return parts.map(({ text, is }, n) => {
    // Parts have no names, and their order is what they are.
    const key = `${n} ${is}`;
    if (is === "same") return <span key={key}>{text}</span>;
    const Changed = is === "removed" ? "del" : "ins";
    return (
      <Changed
        className={is === "removed" ? "me-1 text-danger" : "font-medium text-pine-ink no-underline"}
        key={key}
      >
        <span className="sr-only">{` ${t(is)} `}</span>
        {text}
      </Changed>
    );
  });
}

function isNoneOf(others: PostCorrection[]) {
  return ({ postId }: PostCorrection) => !others.some((each) => each.postId === postId);
}
