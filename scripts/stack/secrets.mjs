import { createECDH, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const SECRET_BYTES = 32;
const NAMES = [
  "POSTGRES_PASSWORD",
  "REDIS_PASSWORD",
  "UPSTASH_REDIS_REST_TOKEN",
  "NEXTAUTH_SECRET",
  "TICKET_SECRET",
  "TOKEN_SECRET",
  "SECRETS_KEY",
  "MAIL_INBOUND_SECRET",
];

/** Made once per data folder, so that sessions, tokens and the database outlive a restart. */
export function secretsOf(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const missing = NAMES.filter((name) => !kept[name]);
  if (missing.length === 0 && kept.VAPID_PRIVATE_KEY) return kept;

  const secrets = { ...(kept.VAPID_PRIVATE_KEY ? {} : vapidKeys()), ...kept };
  for (const name of missing) secrets[name] = randomBytes(SECRET_BYTES).toString("hex");
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  fs.renameSync(draft, file);
  return secrets;
}

/** A pair on P-256, as RFC 8292 has it. */
function vapidKeys() {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  // A number may be short, and a key may not.
  const privateKey = Buffer.from(pair.getPrivateKey("hex").padStart(64, "0"), "hex").toString("base64url");
  return { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey };
}
