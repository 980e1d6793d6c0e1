import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import type { S3Settings } from "@/lib/server/files/s3-storage";
import { isSigned } from "./s3-signatures";

const BUCKET = "servihub-test";
/** The only keys it knows. */
const KEYS = { region: "us-east-1", accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

/**
 * A server that speaks S3, with one bucket that is nobody else's, on a port of its own. It does not check signatures
 * of version 4 itself, so every request passes Amazon's own signer first.
 */
export async function startS3(): Promise<{ settings: S3Settings; stop: () => Promise<void> }> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "servihub test s3 "));
  const storage = new S3rver({
    ...{ silent: true, vhostBuckets: false, allowMismatchedSignatures: true },
    ...{ directory, configureBuckets: [{ name: BUCKET, configs: [] }] },
  });
  await storage.configureBuckets();
  const answer = storage.callback();
  const server = http.createServer(async (request, response) => {
    if (await isSigned(request, KEYS)) answer(request, response);
    else
      response
        .writeHead(403, { connection: "close" })
        .end("<Error><Code>SignatureDoesNotMatch</Code></Error>");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    settings: { endpoint: `http://127.0.0.1:${Object(server.address()).port}`, bucket: BUCKET, ...KEYS },
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
