import { createHash } from "node:crypto";

/**
 * Upstash's commands in the form an ioredis connection takes, and its results in the form Upstash gives.
 * `isMock` marks ioredis-mock, which knows less than Redis.
 */
export class UpstashCommands {
  #redis;
  #isMock;
  /** Upstash's hash of a script → the script as Redis takes it. Bounded: a script is a constant of some program. */
  #scripts = new Map();

  constructor({ redis, isMock }) {
    this.#redis = redis;
    this.#isMock = isMock;
  }

  async run(command) {
    try {
      return { result: flat(await this.#call(this.#redis, command)) };
    } catch (error) {
      return { error: error.message };
    }
  }

  async runAll(commands) {
    const transaction = this.#redis.multi();
    for (const command of commands) this.#call(transaction, command);
    const results = await transaction.exec();
    return results.map(([error, value]) => (error ? { error: error.message } : { result: flat(value) }));
  }

  #call(redis, command) {
    const [name, ...args] = this.#translate(command);
    if (redis.call) {
      return redis.call(name, ...args);
    } else if (typeof redis[name] === "function" && !(name in Object.prototype)) {
      return redis[name](...args);
    } else {
      throw new Error(`ERR unknown command '${name}'`);
    }
  }

  #translate([verb, ...rest]) {
    const name = String(verb).toLowerCase();
    const args = rest.map((each) => (typeof each === "object" ? JSON.stringify(each) : String(each)));
    switch (name) {
      case "eval":
      case "eval_ro":
        return ["eval", this.#keep(args[0]).script, ...args.slice(1)];
      case "evalsha":
      case "evalsha_ro": {
        const script = this.#scripts.get(args[0].toLowerCase());
        if (script === undefined) throw new Error("NOSCRIPT No matching script. Please use EVAL.");
        return ["eval", script, ...args.slice(1)];
      }
      case "script":
        return args[0]?.toLowerCase() === "load" ? ["echo", this.#keep(args[1]).hash] : [name, ...args];
      case "set":
        // ioredis-mock silently ignores NX and EX written small.
        return this.#isMock ? [name, args[0], args[1], ...args.slice(2).map(upper)] : [name, ...args];
      default:
        return [name, ...args];
    }
  }

  #keep(script) {
    if (this.#scripts.size === SCRIPTS_MAX) this.#scripts.clear();
    const hash = createHash("sha1").update(script).digest("hex");
    // Upstash's own shebang flags are an error to Redis, and its scripts are known by the hash with them.
    const plain = script.replace(/^#!lua[^\n]*\n/, "");
    this.#scripts.set(hash, plain);
    return { hash, script: plain };
  }
}

const SCRIPTS_MAX = 1_000;

/** The encoding the SDK asks for: every text in base64, but for a plain OK. */
export function inBase64(value, isTop = true) {
  if (typeof value === "string") {
    return isTop && value === "OK" ? value : Buffer.from(value).toString("base64");
  } else if (Array.isArray(value)) {
    return value.map((each) => inBase64(each, false));
  } else {
    return value;
  }
}

/** ioredis makes an object of HGETALL, and the mock's Lua says false where Redis says nil. */
function flat(value, isTop = true) {
  if (Array.isArray(value)) {
    return value.map((each) => flat(each, false));
  } else if (isTop && value !== null && typeof value === "object") {
    return Object.entries(value).flat();
  } else if (value === false || value === undefined) {
    return null;
  } else {
    return value;
  }
}

function upper(text) {
  return text.toUpperCase();
}
