import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/server/env";

const secret = (name: string) => `${name}-9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c`.slice(0, 32);

const complete = {
  NODE_ENV: "production",
  POSTGRES_URL: "postgres://app:pw@localhost:5432/app",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:8079",
  UPSTASH_REDIS_REST_TOKEN: "token",
  NEXTAUTH_SECRET: secret("a"),
  NEXTAUTH_URL: "http://localhost:3000",
  TICKET_SECRET: secret("b"),
  TOKEN_SECRET: secret("c"),
  SECRETS_KEY: secret("e"),
  ROOMS_URL: "http://127.0.0.1:1999",
};

const required = Object.keys(complete).filter((name) => name !== "NODE_ENV");

describe("the settings", () => {
  it("are taken when complete, with a secret of exactly 32 characters", () => {
    expect(complete.TICKET_SECRET).toHaveLength(32);
    expect(parseEnv(complete)).toMatchObject({ PARTY_PORT: 1999, TRUST_PROXY: 0, DEMO: false });
  });

  it.each([
    ["true", 1],
    ["false", 0],
    ["2", 2],
  ])("[S20] say with %s how many proxies stand in front", (TRUST_PROXY, proxies) => {
    expect(parseEnv({ ...complete, TRUST_PROXY })).toMatchObject({ TRUST_PROXY: proxies });
    expect(() => parseEnv({ ...complete, TRUST_PROXY: "many" })).toThrow("TRUST_PROXY");
  });

  it("[S33] name whole origins whose pages may call the API, or none", () => {
    const of = (API_ORIGINS: string) => parseEnv({ ...complete, API_ORIGINS }).API_ORIGINS;
    expect(parseEnv(complete).API_ORIGINS).toEqual([]);
    expect(of("https://shop.example, http://localhost:8080,")).toEqual([
      "https://shop.example",
      "http://localhost:8080",
    ]);
    for (const wrong of [
      "*",
      "null",
      "https://*.shop.example/",
      "https://shop.example/",
      "shop.example",
      "file://",
    ])
      expect(() => of(`https://a.example,${wrong}`), wrong).toThrow("API_ORIGINS");
  });

  it("name the servers for calls, or none", () => {
    expect(parseEnv(complete)).toMatchObject({ ICE_SERVERS: [], TURN_URL: [] });
    expect(
      parseEnv({
        ...complete,
        ICE_SERVERS: '[{"urls":"stun:stun.example"}]',
        TURN_URL: "turn:a.example, turns:b.example",
        TURN_SECRET: "north",
      }),
    ).toMatchObject({
      ICE_SERVERS: [{ urls: "stun:stun.example" }],
      TURN_URL: ["turn:a.example", "turns:b.example"],
      TURN_SECRET: "north",
    });
    expect(() => parseEnv({ ...complete, ICE_SERVERS: "stun:stun.example" })).toThrow(
      "ICE_SERVERS: is no JSON",
    );
    expect(() => parseEnv({ ...complete, ICE_SERVERS: '[{"url":"stun:stun.example"}]' })).toThrow(
      "ICE_SERVERS",
    );
    expect(() => parseEnv({ ...complete, TURN_URL: "turn:a.example" })).toThrow("TURN_SECRET: is missing");
  });

  it("take mails in for a domain only with a secret that is one", () => {
    const MAIL_DOMAIN = "Mail.Example.com";
    expect(() => parseEnv({ ...complete, MAIL_DOMAIN })).toThrow("MAIL_INBOUND_SECRET: is missing");
    const weak = { ...complete, MAIL_DOMAIN, MAIL_INBOUND_SECRET: "mail" };
    expect(() => parseEnv(weak)).toThrow("MAIL_INBOUND_SECRET: needs");
    const whole = { ...complete, MAIL_DOMAIN, MAIL_INBOUND_SECRET: secret("d") };
    expect(parseEnv(whole)).toMatchObject({ MAIL_DOMAIN: "mail.example.com" });
    expect(() => parseEnv({ ...whole, MAIL_DOMAIN: "chat@example.com" })).toThrow("MAIL_DOMAIN");
  });

  it.each(required)("without %s keep the server from starting, and say so", (name) => {
    expect(() => parseEnv({ ...complete, [name]: undefined })).toThrow(`${name}: is missing`);
    expect(() => parseEnv({ ...complete, [name]: "" })).toThrow(`${name}:`);
  });

  it.each([
    ["short by one character", secret("x").slice(1)],
    ["an example's", "change-me-9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c"],
    ["a pattern", "abababababababababababababababababab"],
  ])("with a secret that is %s keep the server from starting in production only", (_, weak) => {
    expect(() => parseEnv({ ...complete, TICKET_SECRET: weak })).toThrow("TICKET_SECRET:");
    expect(parseEnv({ ...complete, NODE_ENV: "development", TICKET_SECRET: weak }).TICKET_SECRET).toBe(weak);
  });

  it("name the keys of secrets before, as well chosen as the key of today", () => {
    expect(parseEnv(complete).SECRETS_KEY_PREVIOUS).toEqual([]);
    const before = [secret("f"), secret("g")];
    expect(parseEnv({ ...complete, SECRETS_KEY_PREVIOUS: before.join(",") }).SECRETS_KEY_PREVIOUS).toEqual(
      before,
    );
    expect(() => parseEnv({ ...complete, SECRETS_KEY_PREVIOUS: `${before[0]},change-me` })).toThrow(
      "SECRETS_KEY_PREVIOUS: needs",
    );
    expect(() => parseEnv({ ...complete, SECRETS_KEY: "change-me" })).toThrow("SECRETS_KEY: needs");
  });

  it("say all of where files are kept, or nothing", () => {
    const storage = {
      S3_ENDPOINT: "https://s3.example.com",
      S3_REGION: "auto",
      S3_BUCKET: "files",
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
    };
    expect(parseEnv({ ...complete, ...storage })).toMatchObject(storage);
    expect(parseEnv(complete)).toMatchObject({ DATA_DIR: ".data" });
    for (const name of Object.keys(storage))
      expect(() => parseEnv({ ...complete, ...storage, [name]: "" })).toThrow(`${name}: is missing`);
    expect(() => parseEnv({ ...complete, ...storage, S3_ENDPOINT: "s3.example.com" })).toThrow("S3_ENDPOINT");
  });

  it("say both of how mails are sent, or neither", () => {
    const mail = { SMTP_URL: "smtps://user:password@smtp.example.com:465", MAIL_FROM: "chat@example.com" };
    expect(parseEnv({ ...complete, ...mail })).toMatchObject(mail);
    for (const name of Object.keys(mail))
      expect(() => parseEnv({ ...complete, ...mail, [name]: "" })).toThrow(`${name}: is missing`);
    expect(() => parseEnv({ ...complete, ...mail, SMTP_URL: "https://smtp.example.com" })).toThrow(
      "SMTP_URL",
    );
  });

  it("name every fault at once and show no secret", () => {
    const faulty = () =>
      parseEnv({ ...complete, ROOMS_URL: "", TOKEN_SECRET: "hunter2", NEXTAUTH_SECRET: "hunter3" });
    expect(faulty).toThrow(/ROOMS_URL[\s\S]*NEXTAUTH_SECRET[\s\S]*TOKEN_SECRET/);
    expect(faulty).not.toThrow(/hunter/);
  });
});
