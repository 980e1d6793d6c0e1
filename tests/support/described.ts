import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Answered {
  method: string;
  /** Without its query. */
  path: string;
  status: number;
  mediaType: string;
  body: unknown;
}

/** Looks answers of the API up in its document, and says how they differ from what it says of them. */
export function describedBy(document: { paths: Record<string, Record<string, { responses: object }>> }) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(closed(structuredClone(document)), "api");
  return ({ method, path, status, mediaType, body }: Answered): string[] => {
    const address = Object.keys(document.paths).find((each) => isAt(each, path));
    const told = address === undefined ? undefined : document.paths[address]?.[method.toLowerCase()];
    if (address === undefined || !told) return [`${method} ${path} is not told of`];
    const said = [String(status), `${String(status)[0]}XX`].find((each) => each in told.responses);
    if (said === undefined) return [`${method} ${address} is not said to answer ${status}`];
    if (!mediaType.includes("json")) return [];
    const place = [
      "paths",
      address,
      method.toLowerCase(),
      "responses",
      said,
      "content",
      "application/json",
      "schema",
    ];
    const pointer = place
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate = ajv.getSchema(`api#/${pointer}`) ?? ajv.compile({ $ref: `api#/${pointer}` });
    validate(body);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${method} ${address} ${status}: ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

/** A part of an address that stands as it is goes before one that is filled in. */
function isAt(address: string, path: string): boolean {
  return new RegExp(`^${address.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
}

/** Says of every shape that it has no other fields: what is not told of is not to be answered either. */
function closed<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (
    "type" in value &&
    value.type === "object" &&
    "properties" in value &&
    !("additionalProperties" in value)
  )
    Object.assign(value, { additionalProperties: false });
  for (const inner of Object.values(value)) closed(inner);
  return value;
}
