import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

interface Keys {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const CONTENT_HASH = "x-amz-content-sha256";

/** Node's SHA-256, as Amazon's signer takes it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === "string" ? secret : secret && Buffer.from(new Uint8Array(bufferOf(secret)));
    this.#hash = key === undefined ? createHash("sha256") : createHmac("sha256", key);
  }
  update(part: string | ArrayBuffer | ArrayBufferView) {
    this.#hash.update(typeof part === "string" ? part : Buffer.from(bufferOf(part)));
  }
  async digest() {
    return new Uint8Array(this.#hash.digest());
  }
}

/** Whether a request bears the signature that Amazon's own signer would give it, and is still good. */
export async function isSigned(request: IncomingMessage, keys: Keys): Promise<boolean> {
  const { region, accessKeyId, secretAccessKey } = keys;
  const signer = new SignatureV4({
    ...{ service: "s3", region, credentials: { accessKeyId, secretAccessKey } },
    ...{ sha256: Sha256, uriEscapePath: false, applyChecksum: false },
  });
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const { authorization } = request.headers;
  return authorization === undefined
    ? isPresigned(signer, request, url)
    : signatureIn(authorization) !== "" && isSignedByHead(signer, request, url, authorization);
}

async function isPresigned(signer: SignatureV4, request: IncomingMessage, url: URL): Promise<boolean> {
  const query = Object.fromEntries(url.searchParams);
  const { "X-Amz-Signature": signature = "", "X-Amz-Date": date = "", "X-Amz-Expires": expires } = query;
  const signedMs = momentOf(date);
  if (Date.now() > signedMs + Number(expires) * 1000) return false;
  const asked = Object.entries(query).filter(([name]) => !name.startsWith("X-Amz-"));
  const aside = new Set([CONTENT_HASH]);
  const headers = { host: url.host, [CONTENT_HASH]: "UNSIGNED-PAYLOAD" };
  const expected = await signer.presign(
    { ...placeOf(request, url), query: Object.fromEntries(asked), headers },
    {
      ...{ signingDate: new Date(signedMs), expiresIn: Number(expires) },
      ...{ unhoistableHeaders: aside, unsignableHeaders: aside },
    },
  );
  return isSame(signature, String(expected.query?.["X-Amz-Signature"]));
}

async function isSignedByHead(
  signer: SignatureV4,
  request: IncomingMessage,
  url: URL,
  authorization: string,
): Promise<boolean> {
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
  const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]));
  const expected = await signer.sign(
    { ...placeOf(request, url), query: {}, headers },
    {
      signingDate: new Date(momentOf(String(request.headers["x-amz-date"]))),
      signableHeaders: new Set(names),
    },
  );
  return isSame(signatureIn(authorization), signatureIn(String(expected.headers.authorization)));
}

function placeOf(request: IncomingMessage, url: URL) {
  const { protocol, hostname, pathname: path } = url;
  return { method: request.method ?? "GET", protocol, hostname, path };
}

function signatureIn(authorization: string): string {
  return /Signature=([0-9a-f]{64})$/.exec(authorization)?.[1] ?? "";
}

function momentOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function bufferOf(part: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(part)
    ? new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    : new Uint8Array(part);
}
