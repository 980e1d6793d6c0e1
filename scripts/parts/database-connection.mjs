import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";

const CONNECT_WITHIN_MS = 10_000;
/** Postgres's SSLRequest: its length and the number that stands for "may we speak TLS?". */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** A socket on which Postgres's protocol can begin, TLS included where the target asks for it. */
export async function connectToDatabase({ host, port, tls: wantsTls, verify }) {
  const socket = net.connect({ host, port, noDelay: true });
  const deadline = AbortSignal.timeout(CONNECT_WITHIN_MS);
  try {
    await once(socket, "connect", { signal: deadline });
    return wantsTls ? await overTls(socket, { host, verify, deadline }) : socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function overTls(socket, { host, verify, deadline }) {
  socket.write(SSL_REQUEST);
  const [answer] = await once(socket, "data", { signal: deadline });
  // One byte and no more: anything that follows came before the encryption and must not be believed.
  if (answer.toString("latin1") !== "S") throw new Error(`${host} does not speak TLS.`);

  const servername = net.isIP(host) ? undefined : host;
  const secure = tls.connect({ socket, servername, host, rejectUnauthorized: verify });
  await once(secure, "secureConnect", { signal: deadline });
  return secure;
}
