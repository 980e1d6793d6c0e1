import { inject } from "vitest";
import { consoleSink, logTo } from "@/lib/server/log";

// Before any module of ours is loaded: some read the environment once.
Object.assign(process.env, inject("env"));

// A line for each request would hide what tests say of themselves.
logTo(consoleSink("site", "warn"));
