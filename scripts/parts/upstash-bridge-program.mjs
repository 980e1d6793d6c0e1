import { startUpstashBridge } from "./upstash-bridge.mjs";

await startUpstashBridge(JSON.parse(process.env.UPSTASH_BRIDGE));
