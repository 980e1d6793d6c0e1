"use client";

import { useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl/react";
import { HOLIDAY_NAME_LENGTH_MAX, HOLIDAYS_MAX } from "@/lib/reception";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { TextField } from "../ui/text-field";
import { type HolidayDraft, type HolidaysProblem, isComplete, newHoliday } from "./hours-draft";
import { SpansField } from "./spans-field";

interface HolidaysFieldProps {
  holidays: HolidayDraft[];
  onChange: (holidays: HolidayDraft[]) => void;
  isChecked: boolean;
  problem: HolidaysProblem | undefined;
}

/** Days that are not like others: what they are called, and when it is open on them, if at all. */
export function HolidaysField({ holidays, onChange, isChecked, problem }: HolidaysFieldProps) {
  const t = useTranslations("reception.holidays");
  const list = useRef<HTMLUListElement>(null);
  const adding = useRef<HTMLButtonElement>(null);
  const change = (id: string, changes: Partial<HolidayDraft>) =>
    onChange(holidays.map((each) => (each.id === id ? { ...each, ...changes } : each)));

  function add() {
    flushSync(() => onChange([...holidays, newHoliday()]));
    list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }

  function remove(id: string) {
    flushSync(() => onChange(holidays.filter((each) => each.id !== id)));
    adding.current?.focus();
  }

  return (
    <fieldset>
      <legend className="font-semibold">{t("title")}</legend>
      {holidays.length === 0 && <p className="mt-1 text-sm text-ink-soft">{t("none")}</p>}
      <ul className="mt-2 space-y-3" ref={list}>
        {holidays.map((holiday) => {
          const { id, name, from, to, spans } = holiday;
          const called = name.trim() || t("unnamed");
          const isWrong = isChecked && problem === "wrong" && !isComplete(holiday);
          return (
            <li className="rounded-lg border border-line bg-surface p-4" key={id}>
              <div className="flex items-end gap-1">
                <TextField
                  aria-invalid={isWrong && name.trim() === "" ? true : undefined}
                  autoComplete="off"
                  className="min-w-0 flex-1"
                  dir="auto"
                  label={t("name")}
                  maxLength={HOLIDAY_NAME_LENGTH_MAX}
                  onChange={({ target }) => change(id, { name: target.value })}
                  value={name}
                />
                <IconButton icon="bin" label={t("remove", { name: called })} onClick={() => remove(id)} />
              </div>
              <div className="mt-3 mb-3 grid gap-3 sm:grid-cols-2">
                <TextField
                  aria-invalid={isWrong && !from ? true : undefined}
                  label={t("first")}
                  // Most are of one day.
                  onChange={({ target }) =>
                    change(id, {
                      from: target.value,
                      ...((to === "" || to === from) && { to: target.value }),
                    })
                  }
                  type="date"
                  value={from}
                />
                <TextField
                  aria-invalid={isWrong && (!to || to < from) ? true : undefined}
                  label={t("last")}
                  min={from || undefined}
                  onChange={({ target }) => change(id, { to: target.value })}
                  type="date"
                  value={to}
                />
              </div>
              <SpansField
                day={called}
                isChecked={isChecked}
                onChange={(next) => change(id, { spans: next })}
                spans={spans}
              />
            </li>
          );
        })}
      </ul>
      {isChecked && problem && (
        <p className="mt-2 text-sm text-danger" role="alert">
          {t(problem)}
        </p>
      )}
      <Button
        className="mt-3"
        disabled={holidays.length >= HOLIDAYS_MAX}
        look="secondary"
        onClick={add}
        ref={adding}
        size="small"
      >
        {t("add")}
      </Button>
      {holidays.length >= HOLIDAYS_MAX && (
        <p className="mt-1 text-sm text-ink-faint">{t("full", { max: HOLIDAYS_MAX })}</p>
      )}
    </fieldset>
  );
}
