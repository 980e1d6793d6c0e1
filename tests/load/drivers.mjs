/**
 * How to speak to each kind of server, in frames of text that are neither built nor read as objects on the hot
 * path, so that the load costs the same whatever is measured. A *seat* is what one socket needs to get in.
 *
 * `next(seat, text)` says how joining goes on after a frame: `JOINED`, a text to answer with, or nothing yet.
 * `send(seat, id, body)` is a message; `answerTo(frame)` what a short frame of a joined socket asks for; `sign` is
 * what a socket sends now and then to show that somebody is there.
 */
export const JOINED = Symbol("joined");

const plain = {
  next: (_, text) => (text.includes('"welcome"') ? JOINED : undefined),
  send: (_, id, body) => `{"type":"message:send","id":"${id}","body":"${body}"}`,
  answerTo: () => undefined,
};

export const drivers = {
  product: {
    sign: '{"type":"ping"}',
    next({ isResuming }, text) {
      return text.includes(isResuming ? '"resumed"' : '"welcome"') ? JOINED : undefined;
    },
    send: (_, id, body) => `{"type":"message:send","id":"${id}","body":"${body}"}`,
    /** Rooms keep nobody who does not show now and then that they read. */
    answerTo(frame) {
      const text = String(frame);
      return text.startsWith('{"type":"ping"') ? text.replace("ping", "pong") : undefined;
    },
  },
  ws: plain,
  fastify: {
    next: (_, text) => (text.includes('"ready"') ? JOINED : undefined),
    send: (_, id, body) => `{"type":"message","id":"${id}","body":"${body}"}`,
    answerTo: () => undefined,
  },
  /** Engine.IO 4 and Socket.IO 5, as their client writes them over a WebSocket. */
  socketio: {
    next({ token, room }, text) {
      if (text.startsWith("0")) return `40{"token":"${token}"}`;
      if (text.startsWith("40")) return `420["join","${room}"]`;
      return text.startsWith("430") ? JOINED : undefined;
    },
    send: ({ room }, id, body) => `42["message",{"room":"${room}","id":"${id}","body":"${body}"}]`,
    answerTo: (frame) => (String(frame) === "2" ? "3" : undefined),
  },
};

const BODY = Buffer.from('"body":"');
const ZERO = "0".charCodeAt(0);

/** The number a body begins with, or nothing if the frame is no message. */
export function numberIn(frame) {
  const at = frame.indexOf(BODY);
  if (at < 0) return undefined;
  let number = 0;
  for (let n = at + BODY.length; ; n += 1) {
    const digit = frame[n] - ZERO;
    if (!(digit >= 0 && digit <= 9)) return number;
    number = number * 10 + digit;
  }
}
