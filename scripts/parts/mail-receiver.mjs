import { SMTPServer } from "smtp-server";

/** As much as the site reads of a mail. */
export const MAIL_BYTES_MAX = 36 * 1024 * 1024;
const CLIENTS_MAX = 10;
const SILENCE_MS_MAX = 60_000;
/** Whoever sends a byte now and then holds a place no longer than this. */
const CLIENT_MS_MAX = 10 * 60_000;
const SITE_WITHIN_MS = 130_000;

/**
 * Takes mails for one domain by SMTP and hands them to the site at `url`, which alone decides about them: what it stored
 * is taken, what it refuses for good is refused, and anything else is to be sent again. It keeps nothing itself.
 */
export async function startMailReceiver({ host, port, domain, url, secret, bytesMax = MAIL_BYTES_MAX }) {
  const server = new SMTPServer({
    name: domain,
    banner: "ServiHub Chat",
    size: bytesMax,
    maxClients: CLIENTS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    authOptional: true,
    onRcptTo({ address }, { envelope }, done) {
      done(refusalOf(address, { domain, taken: envelope.rcptTo.length }));
    },
    onData(stream, { envelope }, done) {
      wholeOf(stream)
        .then((raw) =>
          stream.sizeExceeded ? answer(552, "too large") : handOver(raw, envelope, { url, secret }),
        )
        .then(
          (refusal) => done(refusal),
          () => done(answer(451, "not now")),
        );
    },
  });
  // Of a client that breaks off there is nothing to do.
  server.on("error", () => {});
  server.server.on("connection", (socket) => {
    const end = setTimeout(() => socket.destroy(), CLIENT_MS_MAX);
    socket.once("close", () => clearTimeout(end));
  });
  await new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: server.server.address().port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** One recipient each time: of two, one may be refused, and there is one answer to both. The rest is sent again. */
function refusalOf(address, { domain, taken }) {
  if (!/^[\x21-\x7e]+$/.test(address) || address.split("@").at(-1).toLowerCase() !== domain.toLowerCase())
    return answer(550, "nobody here has that address");
  return taken > 0 ? answer(452, "one recipient at a time") : undefined;
}

async function handOver(raw, { mailFrom, rcptTo }, { url, secret }) {
  const response = await fetch(new URL("/api/mail/inbound", url), {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`mail:${secret}`).toString("base64")}`,
      "content-type": "message/rfc822",
      "mail-recipient": rcptTo[0].address,
      "mail-return-path": (mailFrom ? mailFrom.address : "").replace(/[^\x21-\x7e]/g, "?"),
    },
    body: raw,
    signal: AbortSignal.timeout(SITE_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`The site answered ${response.status}`);
  const { refused } = await response.json();
  return refused === undefined ? undefined : answer(550, refused);
}

async function wholeOf(stream) {
  const chunks = [];
  // What is past the limit is read to its end, and not kept: the answer comes after it.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answer(responseCode, message) {
  return Object.assign(new Error(message), { responseCode });
}
