import { Buffer } from "node:buffer";

/**
 * To be imported before the database's driver. Without the runtime's own Buffer it brings one written in JavaScript,
 * which reads Postgres's answers character by character.
 */
globalThis.Buffer ??= Buffer;
