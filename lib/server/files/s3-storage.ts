import { AwsClient } from "aws4fetch";
import { Refusal } from "../../refusal";
import { contentDisposition, servedType } from "./content-disposition";
import { FILE_ADDRESS_TTL_SECONDS, type FileKey, type FileStorage, type Handed, pathOf } from "./storage";

const ANSWER_WITHIN_MS = 30_000;
const RETRIES = 2;

export interface S3Settings {
  /** The origin of the storage; the bucket is the first part of the path. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Files in S3-compatible storage, handed out by that itself under addresses that we sign. */
export class S3Storage implements FileStorage {
  readonly #client: AwsClient;

  constructor(readonly settings: S3Settings) {
    const { region, accessKeyId, secretAccessKey } = settings;
    this.#client = new AwsClient({ service: "s3", region, accessKeyId, secretAccessKey, retries: RETRIES });
  }

  async put(key: FileKey, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { "content-type": "application/octet-stream", "content-length": String(bytes.length) };
    const { ok, status } = await this.#ask(key, { method: "PUT", body: bytes, headers });
    if (!ok)
      throw new Refusal("unavailable", { cause: new Error(`The storage answered PUT with ${status}`) });
  }

  async get(key: FileKey): Promise<Buffer> {
    const response = await this.#ask(key, { method: "GET" });
    if (!response.ok)
      throw new Refusal("unavailable", {
        cause: new Error(`The storage answered GET with ${response.status}`),
      });
    return Buffer.from(await response.arrayBuffer());
  }

  async remove(key: FileKey): Promise<void> {
    const { ok, status } = await this.#ask(key, { method: "DELETE" });
    if (!ok && status !== 404)
      throw new Refusal("unavailable", { cause: new Error(`The storage answered DELETE with ${status}`) });
  }

  async addressOf(key: FileKey, handed: Handed): Promise<string> {
    const address = this.#placeOf(key);
    address.searchParams.set("X-Amz-Expires", String(FILE_ADDRESS_TTL_SECONDS));
    address.searchParams.set("response-content-type", servedType(handed));
    address.searchParams.set("response-content-disposition", contentDisposition(handed));
    const { url } = await this.#client.sign(address, { method: "GET", aws: { signQuery: true } });
    return url;
  }

  async #ask(key: FileKey, init: RequestInit): Promise<Response> {
    const asked = { ...init, cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) } as const;
    const response = await this.#client.fetch(this.#placeOf(key), asked).catch((cause: unknown) => {
      throw new Refusal("unavailable", { cause });
    });
    if (init.method !== "GET") await response.body?.cancel();
    return response;
  }

  #placeOf(key: FileKey): URL {
    return new URL(
      `${this.settings.bucket}/${pathOf(key)}`,
      `${this.settings.endpoint.replace(/\/*$/, "")}/`,
    );
  }
}
