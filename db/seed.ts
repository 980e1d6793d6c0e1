import { openDb } from "./client";
import { seedDemo } from "./demo/seed-demo";

const { POSTGRES_URL, POSTGRES_WS_PROXY } = process.env;
if (!POSTGRES_URL) throw new Error("POSTGRES_URL is missing: which database shall the demo go to?");

const { db, pool } = openDb({ url: POSTGRES_URL, proxy: POSTGRES_WS_PROXY, max: 1 });
await seedDemo(db, new Date());
await pool.end();
