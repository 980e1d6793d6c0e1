import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { composer } from "./conversation";

export interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture of so many pixels in stripes, so that it is worth a thumbnail. */
export async function picture(name: string, { width = 1200, height = 900 } = {}): Promise<Given> {
  const stripes = Array.from({ length: 24 }, (_, n) => {
    const [x, hue] = [(n * width) / 24, (n * 15) % 360];
    return `<rect x="${x}" width="${width / 24}" height="${height}" fill="hsl(${hue} 60% 55%)"/>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${stripes.join("")}</svg>`;
  const buffer = await sharp(Buffer.from(drawing)).jpeg({ quality: 95 }).toBuffer();
  return { name, mimeType: "image/jpeg", buffer };
}

export function text(name: string, words: string): Given {
  return { name, mimeType: "text/plain", buffer: Buffer.from(words) };
}

/** Picks files as a person does, by the button beside the field. */
export async function attach(page: Page, ...files: Given[]): Promise<void> {
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chosen).setFiles(files);
}

/** Lets files come by paste or by drag. */
export async function give(target: Locator, type: "paste" | "drop", files: Given[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    bytes: buffer.toString("base64"),
  }));
  await target.evaluate(
    (element, { type, contents }) => {
      const carried = new DataTransfer();
      for (const { name, mimeType, bytes } of contents)
        carried.items.add(
          new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, { type: mimeType }),
        );
      const how = { bubbles: true, cancelable: true };
      if (type === "paste") {
        element.dispatchEvent(new ClipboardEvent("paste", { ...how, clipboardData: carried }));
      } else {
        for (const name of ["dragenter", "dragover", "drop"])
          element.dispatchEvent(new DragEvent(name, { ...how, dataTransfer: carried }));
      }
    },
    { type, contents },
  );
}

/** What goes with the next message. */
export function tray(page: Page): Locator {
  return page.getByRole("list", { name: "Files to send" });
}

export function ready(page: Page, count: number): Locator {
  return page.getByRole("status").filter({ hasText: new RegExp(`^${count} files? (is|are) ready to send$`) });
}

/** Presses Enter in the field, whatever is in it. */
export async function sendWith(page: Page, words = ""): Promise<void> {
  await composer(page).fill(words);
  await composer(page).press("Enter");
}

/** A microphone that hums: this machine has none. */
export async function giveMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const hum = async () => {
      const audio = new AudioContext();
      const [tone, out] = [audio.createOscillator(), audio.createMediaStreamDestination()];
      tone.connect(out);
      tone.start();
      return out.stream;
    };
    Object.defineProperty(navigator.mediaDevices, "getUserMedia", { value: hum });
  });
}
