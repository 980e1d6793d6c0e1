import type { ReactNode } from "react";
import type { OperationTold, Parameter, Told } from "../openapi/document";
import { words } from "../words";
import { fieldClass, Required, SchemaShown, TypeShown } from "./schema-shown";

interface OperationShownProps {
  method: string;
  path: string;
  told: OperationTold;
}

/** One thing that can be asked of the API: what for, with what, and what is answered. */
export async function OperationShown({ method, path, told }: OperationShownProps) {
  const t = await words("reference");
  const [body] = Object.entries(told.requestBody?.content ?? {});
  return (
    <article aria-labelledby={told.operationId} className="rounded-xl border border-line bg-surface p-5">
      <h3 className="font-mono text-base wrap-anywhere" dir="ltr" id={told.operationId} lang="en">
        <span className="me-2 rounded-md bg-pine-tint px-1.5 py-0.5 text-sm font-medium text-pine-ink uppercase">
          {method}
        </span>
        {path}
      </h3>
      <p className="mt-2" dir="ltr" lang="en">
        {told.summary}
      </p>
      <p className="mt-1 text-sm text-ink-soft">{t(keyOf(told), { scope: scopesOf(told).join(", ") })}</p>
      {told.parameters.length > 0 && (
        <Block title={t("parameters")}>
          <Parameters parameters={told.parameters} required={t("required")} />
        </Block>
      )}
      {body && (
        <Block title={t("body")}>
          <p className="mb-2 font-mono text-sm text-ink-soft" dir="ltr">
            {body[0]}
          </p>
          {body[1].schema && <SchemaShown schema={body[1].schema} />}
        </Block>
      )}
      <Block title={t("answers")}>
        <ul className="space-y-2">
          {Object.entries(told.responses).map(([status, answer]) => (
            <Answer answer={answer} key={status} status={status} />
          ))}
        </ul>
      </Block>
    </article>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mt-4">
      <h4 className="mb-2 text-sm font-medium">{title}</h4>
      {children}
    </div>
  );
}

function Parameters({ parameters, required }: { parameters: Parameter[]; required: string }) {
  return (
    <dl className="divide-y divide-line border-y border-line text-sm" dir="ltr" lang="en">
      {parameters.map(({ name, in: where, required: isRequired, schema }) => (
        <div className={fieldClass} key={name}>
          <dt className="font-mono wrap-anywhere">
            {name}
            {isRequired && <Required>{required}</Required>}
          </dt>
          <dd className="min-w-0 text-ink-soft">
            <TypeShown schema={schema} /> · {where}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Answer({ status, answer }: { status: string; answer: Told }) {
  const [content] = Object.entries(answer.content ?? {});
  return (
    <li className="text-sm" dir="ltr" lang="en">
      <span className="font-mono font-medium">{status}</span>{" "}
      <span className="text-ink-soft">{answer.description}</span>
      {content && (
        <div className="mt-1 ps-3">
          {content[1].schema ? <SchemaShown schema={content[1].schema} /> : <code>{content[0]}</code>}
        </div>
      )}
    </li>
  );
}

function scopesOf({ security }: OperationTold): string[] {
  return security.flatMap(({ token = [] }) => token);
}

function keyOf(told: OperationTold): "byNobody" | "byPrograms" | "byAnybody" | "byToken" {
  if (told.security.length === 0) return "byNobody";
  if (told.security.some(({ secret }) => secret)) return "byPrograms";
  return told.security.length > 1 ? "byAnybody" : "byToken";
}
