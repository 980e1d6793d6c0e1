import { startDatabaseBridge } from "./database-bridge.mjs";

await startDatabaseBridge(JSON.parse(process.env.DATABASE_BRIDGE));
