import "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The environment of the stack all integration tests share (`.env.example` names each). */
    env: Record<string, string> & {
      POSTGRES_URL: string;
      POSTGRES_WS_PROXY: string;
      UPSTASH_REDIS_REST_URL: string;
      UPSTASH_REDIS_REST_TOKEN: string;
      NEXTAUTH_SECRET: string;
      TICKET_SECRET: string;
      TOKEN_SECRET: string;
      SECRETS_KEY: string;
      ROOMS_URL: string;
      ALLOWED_ORIGINS: string;
    };
    /** Its database by TCP, for `pg`. */
    databaseUrl: string;
  }
}
