import { z } from "zod/mini";

/** As much of JSON Schema as zod writes and the page of the reference shows. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: (string | number | null)[];
  const?: string | number | boolean;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  description?: string;
  $defs?: Record<string, JsonSchema>;
}

type Named = NonNullable<Parameters<typeof z.toJSONSchema>[1]>["metadata"];

/** What one of ours takes, as JSON Schema. What cannot be said there, as that a name must be legible, is left out. */
export function takenBy(type: z.ZodMiniType): JsonSchema {
  return written(type, "input");
}

/**
 * What some of ours give, those that are `named` as parts that the others refer to. Fields may be added to an answer
 * later, so none says that there are no others.
 */
export function givenAs(
  types: z.ZodMiniType[],
  named: Named,
): { schemas: Map<z.ZodMiniType, JsonSchema>; components: Record<string, JsonSchema> } {
  const each = [...new Set(types)];
  const { properties = {}, $defs = {} } = written(
    z.object(Object.fromEntries(each.map((type, n) => [n, type]))),
    "output",
    named,
  );
  return { schemas: new Map(each.map((type, n) => [type, properties[n] ?? {}])), components: $defs };
}

function written(type: z.ZodMiniType, io: "input" | "output", named?: Named): JsonSchema {
  const schema = z.toJSONSchema(type, {
    ...{ io, unrepresentable: "any", override: ({ jsonSchema }) => tidy(jsonSchema, io) },
    ...(named && { metadata: named }),
  });
  const { $schema: _, ...told } = schema;
  return JSON.parse(JSON.stringify(told).replaceAll("#/$defs/", "#/components/schemas/"));
}

function tidy(schema: { [key: string]: unknown }, io: "input" | "output"): void {
  delete schema.id;
  // That a whole number is one that JavaScript can count is no limit that anybody meets.
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // A format says it in a word.
  if (typeof schema.format === "string") delete schema.pattern;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}
