import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { verifyFileToken } from "@/lib/server/files/file-token";
import { FolderStorage } from "@/lib/server/files/folder-storage";
import { S3Storage } from "@/lib/server/files/s3-storage";
import { FILE_ADDRESS_TTL_SECONDS, type FileKey, type Handed } from "@/lib/server/files/storage";
import { startS3 } from "../../../support/s3-server";

const SECRET = "a secret of this test, and long enough to sign";
const menu = { mediaType: "application/pdf", isInline: false, name: 'قائمة "خاصة".pdf' };
const cake = { mediaType: "image/jpeg", isInline: true, name: "cake.jpg" };
const keyOfMaya = (): FileKey => ({
  conversationId: randomUUID(),
  attachmentId: randomUUID(),
  variant: "original",
});
const text = (words: string) => new TextEncoder().encode(words);

let folder: string;
let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub files "));
  s3 = await startS3();
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  await s3.stop();
});
const filesIn = (where: string) =>
  fs.readdirSync(where, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());

describe("files in the data folder", () => {
  const storage = () => new FolderStorage(folder, SECRET);
  const tokenOf = async (key: FileKey, handed: Handed = cake) =>
    (await storage().addressOf(key, handed)).slice("/api/files/".length);
  const read = async (key: FileKey) => {
    const last = (await storage().bytesOf(key)) - 1;
    return new Response(storage().read(key, { first: 0, last })).text();
  };

  it("are there whole, under ids alone, and gone with their folders", async () => {
    const key = keyOfMaya();
    await storage().put(key, text("cake"));
    await storage().put({ ...key, variant: "thumbnail" }, text("small cake"));
    await storage().put(key, text("cake again"));
    expect(await read(key)).toBe("cake again");
    expect(
      filesIn(path.join(folder, key.conversationId))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(["original", "thumbnail"]);
    await storage().remove(key);
    await storage().remove({ ...key, variant: "thumbnail" });
    await storage().remove(key);
    expect(fs.existsSync(path.join(folder, key.conversationId))).toBe(false);
    await expect(storage().bytesOf(key)).rejects.toMatchObject({ code: "not-found" });
  });

  it("[F10] leave nothing half stored where there is no room", async () => {
    const key = keyOfMaya();
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    vi.spyOn(fs.promises, "writeFile").mockImplementationOnce(async (place) => {
      fs.writeFileSync(String(place), "half");
      throw full;
    });
    await expect(storage().put(key, text("whole"))).rejects.toMatchObject({ code: "unavailable" });
    expect(filesIn(path.join(folder, key.conversationId))).toEqual([]);
  });

  it("[S11] are handed out for a token that names the file, until it expires", async () => {
    const key = keyOfMaya();
    const token = await tokenOf(key, menu);
    expect(await verifyFileToken(token, SECRET)).toMatchObject({ ...key, ...menu });
    const [head, claims = "", signature] = token.split(".");
    const other = { ...JSON.parse(atob(claims)), attachmentId: randomUUID() };
    const forged = [head, Buffer.from(JSON.stringify(other)).toString("base64url"), signature].join(".");
    const unsigned = [Buffer.from('{"alg":"none"}').toString("base64url"), claims, ""].join(".");
    for (const bad of [forged, unsigned, `${token}x`, "", "../../secrets.json"])
      await expect(verifyFileToken(bad, SECRET)).rejects.toMatchObject({ code: "not-found" });
    await expect(verifyFileToken(token, `${SECRET}!`)).rejects.toMatchObject({ code: "not-found" });
    vi.useFakeTimers({ now: Date.now() + (FILE_ADDRESS_TTL_SECONDS + 1) * 1000, toFake: ["Date"] });
    await expect(verifyFileToken(token, SECRET)).rejects.toMatchObject({ code: "not-found" });
    vi.useRealTimers();
  });
});

describe("files in S3-compatible storage", () => {
  const storage = () => new S3Storage(s3.settings);

  it("are there whole, handed out as what they are, and gone when they are removed", async () => {
    const key = keyOfMaya();
    const bytes = new Uint8Array(randomBytes(3 * 1024 * 1024));
    await storage().put(key, bytes);
    const address = await storage().addressOf(key, menu);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer.headers.get("content-disposition")).toContain("attachment; ");
    const inline = await fetch(await storage().addressOf(key, cake), { headers: { range: "bytes=0-9" } });
    expect(inline.status).toBe(206);
    expect(inline.headers.get("content-type")).toBe("image/jpeg");
    expect((await inline.arrayBuffer()).byteLength).toBe(10);
    await storage().remove(key);
    await storage().remove(key);
    expect((await fetch(address)).status).toBe(404);
  });

  it("[S11] have addresses that open one file, and only until they expire", async () => {
    const [key, other] = [keyOfMaya(), keyOfMaya()];
    for (const each of [key, other]) await storage().put(each, text("cake"));
    const address = new URL(await storage().addressOf(key, cake));
    expect((await fetch(address)).status).toBe(200);
    expect(address.searchParams.get("X-Amz-Expires")).toBe(String(FILE_ADDRESS_TTL_SECONDS));
    const elsewhere = new URL(address);
    elsewhere.pathname = `/${s3.settings.bucket}/${other.conversationId}/${other.attachmentId}/original`;
    const asPage = new URL(address);
    asPage.searchParams.set("response-content-type", "text/html");
    const longer = new URL(address);
    longer.searchParams.set("X-Amz-Expires", "604800");
    for (const forged of [elsewhere, asPage, longer])
      expect([forged.href, (await fetch(forged)).status]).toEqual([forged.href, 403]);
    vi.useFakeTimers({ now: Date.now() - (FILE_ADDRESS_TTL_SECONDS + 60) * 1000, toFake: ["Date"] });
    const old = await storage().addressOf(key, cake);
    vi.useRealTimers();
    expect((await fetch(old)).status).toBe(403);
  });

  it("[F10] are unavailable while the storage is away, or takes nothing", async () => {
    const key = keyOfMaya();
    const away = new S3Storage({ ...s3.settings, endpoint: "http://127.0.0.1:9" });
    await expect(away.put(key, text("cake"))).rejects.toMatchObject({ code: "unavailable" });
    const foreign = new S3Storage({ ...s3.settings, secretAccessKey: "not the one" });
    await expect(foreign.put(key, text("cake"))).rejects.toMatchObject({ code: "unavailable" });
    const nowhere = new S3Storage({ ...s3.settings, bucket: "no-such-bucket" });
    await expect(nowhere.put(key, text("cake"))).rejects.toMatchObject({ code: "unavailable" });
  });
});
