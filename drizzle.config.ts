import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema.ts",
    "./db/session-parts.ts",
    "./db/conversation-parts.ts",
    "./db/work-parts.ts",
    "./db/figure-parts.ts",
    "./db/job-parts.ts",
    "./db/webhook-parts.ts",
    "./db/bot-parts.ts",
    "./db/broadcast-parts.ts",
    "./db/widget-parts.ts",
    "./db/logo-parts.ts",
    "./db/audit-parts.ts",
    "./db/canary-parts.ts",
    "./db/sign-in-parts.ts",
    "./db/site-settings-parts.ts",
    "./db/vitals-parts.ts",
    "./db/retention-parts.ts",
  ],
  out: "./db/migrations",
  // Only `drizzle-kit migrate` connects.
  dbCredentials: { url: process.env.POSTGRES_URL ?? "" },
});
