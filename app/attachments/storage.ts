import os from "node:os";
import path from "node:path";
import { env } from "@/lib/server/env";
import { FolderStorage } from "@/lib/server/files/folder-storage";
import { S3Storage } from "@/lib/server/files/s3-storage";
import type { FileStorage } from "@/lib/server/files/storage";

let opened: FileStorage | undefined;

export function fileStorage(): FileStorage {
  opened ??= s3Storage() ?? folderStorage();
  return opened;
}

/** What the site hands out itself, where files are in its own folder. */
export function folderStorage(): FolderStorage {
  const { DATA_DIR, TOKEN_SECRET } = env();
  return new FolderStorage(path.resolve(DATA_DIR, "files"), TOKEN_SECRET);
}

/** Where files are while they come in. With S3 there need be no data folder. */
export function arrivalsFolder(): string {
  const { DATA_DIR, S3_BUCKET } = env();
  return S3_BUCKET ? path.join(os.tmpdir(), "servihub-arrivals") : path.resolve(DATA_DIR, "arrivals");
}

function s3Storage(): S3Storage | undefined {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  if (!(S3_ENDPOINT && S3_REGION && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY)) return undefined;
  return new S3Storage({
    endpoint: S3_ENDPOINT,
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}
