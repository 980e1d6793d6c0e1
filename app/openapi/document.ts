import { type PolicyName, policies } from "@/lib/server/rate-limit";
import { ofAccount } from "./account";
import { named, problem } from "./answers";
import { ofBusinesses, ofWebhooks } from "./businesses";
import { ofConversations } from "./conversations";
import { type Answer, type Described, type Descriptions, type Part, parts } from "./described";
import { givenAs, type JsonSchema, takenBy } from "./schema";
import { ofFiles, ofRooms, ofSite } from "./site";

export const descriptions: Descriptions = {
  ...ofAccount,
  ...ofConversations,
  ...ofFiles,
  ...ofBusinesses,
  ...ofWebhooks,
  ...ofRooms,
  ...ofSite,
};

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: JsonSchema;
}

interface Content {
  [mediaType: string]: { schema?: JsonSchema };
}

export interface Told {
  description: string;
  headers?: Record<string, unknown>;
  content?: Content;
}

export interface OperationTold {
  operationId: string;
  summary: string;
  tags: Part[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Told>;
  /** By what it is counted by default; its answers say what holds. */
  "x-rate-limit"?: { policy: PolicyName; uses: number; seconds: number };
}

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OperationTold>>;
  components: {
    securitySchemes: Record<string, Record<string, string>>;
    headers: Record<string, { description: string; schema: JsonSchema }>;
    schemas: Record<string, JsonSchema>;
  };
}

const ABOUT =
  `JSON over HTTPS, for programs and bots. Send an access token or a personal token as \`Authorization: Bearer …\`. What belongs
to somebody else is \`404 not-found\`, the same as what does not exist. Bodies are at most 64 KiB, and each caller has
${policies.api.uses} requests in ${policies.api.windowMs / 60_000} minutes. Whoever runs the site may have set other limits, which
\`RateLimit-Policy\` says, and may have switched something off, which is \`403 off\`.`.replaceAll("\n", " ");

type Schemas = ReturnType<typeof givenAs>["schemas"];

let made: OpenApiDocument | undefined;

/** The API as OpenAPI 3.1: what is described, by the schemas that the routes parse by and answer in. */
export function openApiDocument(): OpenApiDocument {
  made ??= documentOf(descriptions);
  return made;
}

function documentOf(routes: Descriptions): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  const answers = Object.values(routes).flatMap((route) => Object.values(route.answers));
  const shapes = answers.filter((answer) => typeof answer !== "string");
  const { schemas, components } = givenAs([...shapes, problem], named);
  for (const [key, route] of Object.entries(routes)) {
    const [method = "", address = ""] = key.split(" ");
    const path = address.replace(/\[(\w+)\]/g, "{$1}");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, method, route, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "ServiHub Chat", version: "1", description: ABOUT },
    servers: [{ url: "/" }],
    tags: Object.entries(parts).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "An access token, or a personal token with this scope.",
        },
        secret: {
          type: "http",
          scheme: "bearer",
          description: "A secret of the site's own, for programs beside it.",
        },
      },
      headers,
      schemas: components,
    },
  };
}

const headers = {
  "x-request-id": {
    description: "By what its lines in the site's log are found.",
    schema: { type: "string" },
  },
  ratelimit: {
    description: "By policy: uses that are left (`r`), and in how many seconds its window ends (`t`).",
    schema: { type: "string" },
  },
  "ratelimit-policy": {
    description: "By policy: uses (`q`) in so many seconds (`w`).",
    schema: { type: "string" },
  },
  "retry-after": { description: "In how many seconds it may be asked again.", schema: { type: "integer" } },
} as const;

type Header = keyof typeof headers;

function operationOf(path: string, method: string, route: Described, schemas: Schemas): OperationTold {
  const { part, name, about, by, limit = by === "programs" ? null : "api" } = route;
  const { scope = method === "GET" ? "read" : "write" } = route;
  const { parameters, requestBody } = asked(path, method, route);
  const responses = Object.entries(route.answers).map(([status, answer]) => [
    status,
    told(Number(status), answer, schemas),
  ]);
  return {
    ...{ operationId: name, summary: about, tags: [part] },
    security:
      by === "programs" ? [{ secret: [] }] : by === "nobody" ? [] : [...(by ? [{}] : []), { token: [scope] }],
    parameters,
    ...(requestBody && { requestBody }),
    responses: {
      ...Object.fromEntries(responses),
      "4XX": refusal("Refused; the code says why."),
      "5XX": refusal("Not now."),
    },
    ...(limit && { "x-rate-limit": countedBy(limit) }),
  };
}

function countedBy(policy: PolicyName) {
  const { uses, windowMs } = policies[policy];
  return { policy, uses, seconds: windowMs / 1_000 };
}

/** What stands in the address and its query, and what in the body. */
function asked(path: string, method: string, route: Described) {
  const { input, path: renamed = {}, rest, query = [] } = route;
  const schema = input && takenBy(input);
  const properties = { ...schema?.properties };
  const required = schema?.required ?? [];
  const take = (field: string) => {
    const { [field]: found = {} } = properties;
    delete properties[field];
    return found;
  };
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]): Parameter => {
    return { name, in: "path", required: true, schema: take(renamed[name] ?? name) };
  });
  const isQuery = rest?.startsWith("query") ?? method === "GET";
  const inQuery = (isQuery ? Object.keys(properties).filter((name) => !OF_FILE.includes(name)) : query).map(
    (name): Parameter => ({
      ...{ name, in: "query", required: required.includes(name) },
      schema: ofDigits(take(name)),
    }),
  );
  const parameters = [...inPath, ...inQuery];
  if (rest === "query, and a file")
    return { parameters, requestBody: { required: true, content: { "application/octet-stream": {} } } };
  if (isQuery || !schema) return { parameters, requestBody: undefined };
  const left = Object.keys(properties);
  const body = schema.properties
    ? { ...schema, properties, required: required.filter((name) => left.includes(name)) }
    : schema;
  const mediaType = rest === "form" ? "application/x-www-form-urlencoded" : "application/json";
  return {
    parameters,
    requestBody: { required: rest !== "form", content: { [mediaType]: { schema: body } } },
  };
}

/** How an upload says what it is; the body is that itself. */
const OF_FILE = ["file", "mediaType"];

/** In an address numbers are digits; programs are to know them for numbers. */
function ofDigits(schema: JsonSchema): JsonSchema {
  const isNumber = schema.type === "string" && /^\^\\d\{\d,\d+\}\$$/.test(schema.pattern ?? "");
  return isNumber ? { type: "integer", minimum: 0 } : schema;
}

function told(status: number, answer: Answer, schemas: Schemas): Told {
  const description = described[status] ?? "An answer.";
  const withHeaders = { headers: refs("x-request-id", "ratelimit", "ratelimit-policy") };
  if (answer === "nothing") return { description, ...withHeaders };
  if (answer === "file") return { description, ...withHeaders, content: { "application/octet-stream": {} } };
  if (answer === "redirect") {
    const location = { description: "Where it leads.", schema: { type: "string" } };
    return { description, headers: { ...withHeaders.headers, location } };
  }
  return {
    description,
    ...withHeaders,
    content: { "application/json": { schema: schemas.get(answer) ?? {} } },
  };
}

const described: Record<number, string> = {
  200: "Done, or found.",
  201: "Made.",
  202: "Taken, and done later.",
  204: "Done.",
  206: "A part of it.",
  302: "There.",
  303: "There.",
  416: "There is no such part of it.",
};

function refusal(description: string): Told {
  return {
    description,
    headers: refs("x-request-id", "ratelimit", "ratelimit-policy", "retry-after"),
    content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function refs(...names: Header[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
