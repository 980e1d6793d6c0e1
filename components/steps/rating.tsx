import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { CLOSING_COMMENT_LENGTH_MAX, type Closing, RATING_MAX } from "@/lib/closing";
import { Button } from "../ui/button";

const RATINGS = Array.from({ length: RATING_MAX }, (_, n) => n + 1);

export function Stars({ rating, comment }: Pick<Closing, "comment"> & { rating: number }) {
  const t = useTranslations("closing.rating");
  return (
    <>
      <span aria-hidden="true" className="me-2 tracking-wider text-clay-ink">
        {RATINGS.map((each) => (each <= rating ? "★" : "☆")).join("")}
      </span>
      <span className="tabular-nums">{t("of", { rating, max: RATING_MAX })}</span>
      {comment && (
        <q className="mt-1 block break-words text-ink" dir="auto">
          {comment}
        </q>
      )}
    </>
  );
}

interface RatingFormProps {
  closing: Closing;
  /** Whether it can still be given, or changed. */
  isOpen: boolean;
  canAsk: boolean;
  onRate: (rated: Pick<Closing, "comment"> & { rating: number }) => void;
}

/** Asked once, when all is done: how it was. */
export function RatingForm({ closing, isOpen, canAsk, onRate }: RatingFormProps) {
  const t = useTranslations("closing.rating");
  const name = useId();
  const [isChanging, setChanging] = useState(closing.rating === null);
  const [rating, setRating] = useState(closing.rating);
  const [comment, setComment] = useState(closing.comment);
  if (!isChanging || !isOpen) {
    return (
      <div className="mt-1 text-ink-soft">
        {closing.rating !== null && <Stars comment={closing.comment} rating={closing.rating} />}
        {isOpen && (
          <Button className="ms-2" look="quiet" onClick={() => setChanging(true)} size="small">
            {t("change")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (rating !== null) onRate({ rating, comment: comment.trim() });
      }}
    >
      <fieldset>
        <legend className="text-ink-soft">{t("ask")}</legend>
        <div className="flex">
          {RATINGS.map((each) => (
            <label
              className="flex size-11 cursor-pointer items-center justify-center rounded-md text-2xl text-clay-ink hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-pine-ink"
              key={each}
            >
              <input
                checked={each === rating}
                className="sr-only"
                name={name}
                onChange={() => setRating(each)}
                type="radio"
                value={each}
              />
              <span aria-hidden="true">{rating !== null && each <= rating ? "★" : "☆"}</span>
              <span className="sr-only">{t("of", { rating: each, max: RATING_MAX })}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {rating !== null && (
        <>
          <label className="mt-1 block">
            <span className="text-ink-soft">{t("comment")}</span>
            <textarea
              className="mt-1 block min-h-16 w-full rounded-md border border-line-strong bg-surface p-2 text-base"
              dir="auto"
              maxLength={CLOSING_COMMENT_LENGTH_MAX}
              onChange={({ target }) => setComment(target.value)}
              value={comment}
            />
          </label>
          <p className="mt-1 text-xs text-ink-soft">{t("seenBy")}</p>
          <Button className="mt-2" disabled={!canAsk} size="small" type="submit">
            {t("send")}
          </Button>
        </>
      )}
    </form>
  );
}
