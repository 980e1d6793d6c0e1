"use client";

import { type ReactNode, useActionState } from "react";
import type { HeldForm } from "@/lib/held-form";
import type { RefusalCode } from "@/lib/refusal";
import { PasswordField } from "../account/password-field";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";

export interface SettingField {
  name: string;
  label: string;
  /** Of `lines` there may be several. */
  type: "text" | "lines" | "email" | "password";
  autoComplete: string;
  hint?: string;
  value?: string;
  minLength?: number;
  maxLength?: number;
  mayBeEmpty?: boolean;
}

interface SettingFormProps {
  /** Leads to a page that says so where it was done. */
  act: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
  fields?: SettingField[];
  hidden?: Record<string, string>;
  submit: string;
  /** What the button does, where there are many alike. */
  submitLabel?: string;
  look?: "primary" | "secondary" | "danger";
  /** What is said of some refusals here; of all others what is said everywhere. */
  problems?: Partial<Record<RefusalCode, string>>;
  children?: ReactNode;
}

/** A form of the settings, the same with scripts and without: what was typed stays until it was done. */
export function SettingForm(props: SettingFormProps) {
  const { act, fields = [], hidden = {}, submit, submitLabel, look, problems = {}, children } = props;
  const refusalWords = useRefusalWords();
  const [held, send, isOnItsWay] = useActionState(act, null);
  return (
    <form action={send}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} name={name} type="hidden" value={value} />
      ))}
      <div className="space-y-4 not-empty:mt-3 not-empty:mb-4">
        {fields.map((field) => (
          <Field field={field} key={field.name} typed={held?.typed[field.name]} />
        ))}
        {children}
        {held && (
          <Banner icon="failed" look="danger">
            {problems[held.refusal.code] ?? refusalWords(held.refusal.code)}
          </Banner>
        )}
      </div>
      <Button
        aria-label={submitLabel}
        disabled={isOnItsWay}
        size="small"
        type="submit"
        {...(look && { look })}
      >
        {submit}
      </Button>
    </form>
  );
}

function Field({ field, typed }: { field: SettingField; typed: string | undefined }) {
  const { type, value, mayBeEmpty = false, ...shown } = field;
  if (type === "password") return <PasswordField {...shown} required />;
  const text = { ...shown, defaultValue: typed ?? value, required: !mayBeEmpty };
  if (type === "lines") return <TextArea {...text} dir="auto" />;
  return <TextField {...text} dir={type === "email" ? "ltr" : "auto"} type={type} />;
}
