import { z } from "zod";
import { roomShards } from "../protocol/ticket";
import { LOG_LEVELS } from "./log";

const SECRET_LENGTH_MIN = 32;
/** Fewer different characters than this are a pattern, not a secret. */
const SECRET_CHARACTERS_MIN = 10;

const PROXIES_MAX = 8;

const optional = z.string().optional();
const port = z.coerce.number().int().min(1).max(65_535);

/** How many proxies of ours stand in front; `true` is one. */
const proxies = z.preprocess(
  (value) => ({ true: 1, false: 0 })[String(value)] ?? value,
  z.coerce.number().int().min(0).max(PROXIES_MAX),
);

const commaSeparated = z
  .string()
  .default("")
  .transform((list) => list.split(",").flatMap((each) => each.trim() || []));

/** Whole origins, as browsers say them: no `*`, no `null`, no path. */
const origins = commaSeparated.pipe(
  z.array(
    z
      .string()
      .refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text, {
        message: "is no list of origins",
      }),
  ),
);

const iceServer = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: optional,
  credential: optional,
});
const iceServers = z
  .string()
  .default("[]")
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "is no JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.array(iceServer));

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  POSTGRES_URL: z.url(),
  POSTGRES_WS_PROXY: optional,
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  NEXTAUTH_SECRET: z.string(),
  NEXTAUTH_URL: z.url(),
  TICKET_SECRET: z.string(),
  TOKEN_SECRET: z.string(),
  SECRETS_KEY: z.string(),
  SECRETS_KEY_PREVIOUS: commaSeparated,
  ROOMS_URL: z.url({ protocol: /^https?$/ }),
  ROOMS_PUBLIC_URL: z.url({ protocol: /^wss?$/ }).optional(),
  PARTY_PORT: port.default(1999),
  ROOM_SHARDS: roomShards,
  TRUST_PROXY: proxies.default(0),
  API_ORIGINS: origins,
  DATA_DIR: z.string().default(".data"),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: optional,
  S3_BUCKET: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  ICE_SERVERS: iceServers,
  TURN_URL: commaSeparated,
  TURN_SECRET: optional,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: optional,
  MAIL_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(/^[a-z\d.-]{1,200}$/)
    .optional(),
  MAIL_INBOUND_SECRET: optional,
  MAIL_AUTHSERV_ID: optional,
  VAPID_PUBLIC_KEY: optional,
  VAPID_PRIVATE_KEY: optional,
  CRON_SECRET: optional,
  METRICS_SECRET: optional,
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOKS_TO_LOOPBACK: z.stringbool().default(false),
  DEMO: z.stringbool().default(false),
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
});
export type Env = z.infer<typeof schema>;

const secrets = [
  "NEXTAUTH_SECRET",
  "TICKET_SECRET",
  "TOKEN_SECRET",
  "SECRETS_KEY",
  "SECRETS_KEY_PREVIOUS",
  "MAIL_INBOUND_SECRET",
  "CRON_SECRET",
  "METRICS_SECRET",
] as const;

/** Where files are kept, when it is not the data folder: all of them, or none. */
const storage = [
  "S3_ENDPOINT",
  "S3_REGION",
  "S3_BUCKET",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

/** How mails are sent, when they are not kept in the data folder. */
const mail = ["SMTP_URL", "MAIL_FROM"] as const;

/** By what push services know this site. */
const push = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"] as const;

let parsed: Env | undefined;

/** The settings of this process, read at the first use: a build has none. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** Throws an error that names every setting that is missing, malformed or, in production, no secret at all. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  const faults = [
    ...(result.error?.issues.map(faultOf) ?? []),
    ...weakSecrets(given),
    ...halves(given),
    ...halfTurn(given),
    ...halfMail(given),
  ];
  if (!result.success || faults.length > 0)
    throw new Error(
      `These settings keep the server from starting (see .env.example):\n  ${faults.join("\n  ")}`,
    );
  return result.data;
}

/** Only a setting that is not there is of the wrong type: all that are there are text. */
function faultOf({ path, code, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${code === "invalid_type" ? "is missing" : message}`;
}

function weakSecrets(given: Record<string, string | undefined>): string[] {
  if ((given.NODE_ENV ?? "production") !== "production") return [];
  return secrets
    .filter((name) => given[name]?.split(",").some(isGuessable))
    .map((name) => `${name}: needs ${SECRET_LENGTH_MIN} random characters or more, and not an example's`);
}

/** Settings that only mean something together. */
function halves(given: Record<string, string | undefined>): string[] {
  return [storage, mail, push].flatMap((group) => {
    const missing = group.filter((name) => given[name] === undefined);
    if (missing.length === group.length) return [];
    const there = group.filter((name) => given[name] !== undefined);
    return missing.map((name) => `${name}: is missing, and ${there.join(", ")} is there`);
  });
}

/** A TURN server that is not told how to know our people would turn every call away. */
function halfTurn({ TURN_URL, TURN_SECRET }: Record<string, string | undefined>): string[] {
  return TURN_URL !== undefined && TURN_SECRET === undefined ? ["TURN_SECRET: is missing"] : [];
}

/** Whoever may hand mails in decides who is said to have written them. */
function halfMail({ MAIL_DOMAIN, MAIL_INBOUND_SECRET }: Record<string, string | undefined>): string[] {
  return MAIL_DOMAIN !== undefined && MAIL_INBOUND_SECRET === undefined
    ? ["MAIL_INBOUND_SECRET: is missing, and MAIL_DOMAIN is there"]
    : [];
}

function isGuessable(secret: string): boolean {
  return (
    secret.length < SECRET_LENGTH_MIN ||
    new Set(secret).size < SECRET_CHARACTERS_MIN ||
    /change.?me|example|replace|your.?secret|password/i.test(secret)
  );
}
