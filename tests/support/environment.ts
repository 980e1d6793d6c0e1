import { inject } from "vitest";

// Before any module of ours is loaded: some read the environment once.
Object.assign(process.env, inject("env"));
