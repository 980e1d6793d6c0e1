import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A real mail server on this machine that keeps what it is given; what it says to it can be chosen. */
export async function openMailServer() {
  const mails: { from: string; to: string[]; source: string }[] = [];
  let refusal: Error | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, { envelope }, done) {
      let source = "";
      stream.on("data", (piece: Buffer) => {
        source += piece.toString();
      });
      stream.on("end", () => {
        if (!refusal) {
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        }
        done(refusal);
      });
    },
  });
  // Whoever is killed while they send hangs up.
  server.on("error", () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    /** From now on it takes nothing more, or everything again. */
    refuse: (code?: number) => {
      refusal = code === undefined ? undefined : Object.assign(new Error("not now"), { responseCode: code });
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The words of a mail: its parts are in quoted-printable or base64. */
export function wordsOf(source: string): string {
  return source
    .split(/\r?\n\r?\n/)
    .map((part) =>
      /^[\w+/=\r\n]+$/.test(part.trim())
        ? Buffer.from(part.trim(), "base64").toString()
        : Buffer.from(
            part
              .replace(/=\r?\n/g, "")
              .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
            "latin1",
          ).toString(),
    )
    .join("\n\n");
}
