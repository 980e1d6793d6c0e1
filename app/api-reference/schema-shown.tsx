import type { ReactNode } from "react";
import type { JsonSchema } from "../openapi/schema";
import { words } from "../words";

const COMPONENTS = "#/components/schemas/";

export const schemaAnchor = (name: string) => `shape-${name}`;

/** Beside each other where there is room; what stands within something else is too narrow for that. */
export const fieldClass = "grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]";

interface SchemaShownProps {
  schema: JsonSchema;
  isWithin?: boolean;
}

/** The fields of a shape, one below the other; of what has a name, only that. */
export async function SchemaShown({ schema, isWithin = false }: SchemaShownProps) {
  const t = await words("reference");
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties);
  if (fields.length === 0)
    return (
      <p className="text-sm text-ink-soft">
        <TypeShown schema={schema} />
      </p>
    );
  return (
    <dl className="divide-y divide-line border-y border-line text-sm" dir="ltr" lang="en">
      {fields.map(([name, field]) => (
        <div className={isWithin ? "min-w-0 py-2" : fieldClass} key={name}>
          <dt className="font-mono wrap-anywhere">
            {name}
            {required.includes(name) && <Required>{t("required")}</Required>}
          </dt>
          <dd className="min-w-0 text-ink-soft">
            <TypeShown schema={field} />
            <Inner schema={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Required({ children }: { children: ReactNode }) {
  return <span className="ms-2 font-sans text-xs text-clay-ink">{children}</span>;
}

/** What stands in an object within, or in a list of objects. */
function Inner({ schema }: { schema: JsonSchema }) {
  const inner = [schema, schema.items, ...variantsOf(schema)].filter((each) => each?.properties);
  return inner.map(
    (each) =>
      each && (
        <div className="mt-2 ps-3" key={Object.keys(each.properties ?? {}).join()}>
          <SchemaShown isWithin schema={each} />
        </div>
      ),
  );
}

/** A type in a few words, as `string (uuid) | null`, and its limits. */
export function TypeShown({ schema }: { schema: JsonSchema }) {
  const limits = limitsOf(schema);
  return (
    <span className="font-mono wrap-anywhere" dir="ltr" lang="en">
      <Type schema={schema} />
      {limits && <span className="text-ink-faint"> {limits}</span>}
    </span>
  );
}

function Type({ schema }: { schema: JsonSchema }): ReactNode {
  if (schema.$ref) {
    const name = schema.$ref.slice(COMPONENTS.length);
    return (
      <a className="text-pine-ink underline" href={`#${schemaAnchor(name)}`}>
        {name}
      </a>
    );
  }
  const variants = variantsOf(schema);
  if (variants.length > 0)
    return variants.map((variant, n) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the variants of a type never change
      <span key={n}>
        {n > 0 && " | "}
        <Type schema={variant} />
      </span>
    ));
  if (schema.items)
    return (
      <>
        <Type schema={schema.items} />
        []
      </>
    );
  return plainTypeOf(schema);
}

function variantsOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] {
  return anyOf ?? oneOf ?? [];
}

function plainTypeOf({ type = "any", format, enum: values, const: value }: JsonSchema): string {
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((each) => JSON.stringify(each)).join(" | ");
  const name = Array.isArray(type) ? type.join(" | ") : type;
  return format ? `${name} (${format})` : name;
}

function limitsOf(schema: JsonSchema): string {
  const { minimum = schema.minLength ?? schema.minItems, maximum = schema.maxLength ?? schema.maxItems } =
    schema;
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum}`;
  if (maximum !== undefined) return `≤ ${maximum}`;
  return minimum === undefined ? "" : `≥ ${minimum}`;
}
