const TRIES_MAX = 4;
const RETRY_AFTER_MS = 1_000;
const ANSWERED_WITHIN_MS = 10_000;
/** Somebody else said more, or goes on: there is nothing left to answer. */
const CONFLICT = 409;

/** What a bot asks of the API of the chat. */
export function api({ url, token }) {
  async function post(path, body) {
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(new URL(path, url), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
      }).catch((error) => error);
      if (response.ok) return response.json();
      const isLater = response instanceof Error || response.status === 429 || response.status >= 500;
      if (!isLater || tries === TRIES_MAX) throw new Refused(response);
      await new Promise((resolve) => setTimeout(resolve, waitMs(response, tries)));
    }
  }
  return {
    /** To one message there is one answer: sent again it is the one there is. */
    answer: (conversationId, inReplyTo, body) =>
      post(`/api/conversations/${conversationId}/messages`, { inReplyTo, body }).catch(unlessLate),
    handOver: (conversationId) => post(`/api/conversations/${conversationId}/handover`, {}).catch(unlessLate),
    typing: (conversationId) => post(`/api/conversations/${conversationId}/typing`, { isTyping: true }),
  };
}

function waitMs(response, tries) {
  const seconds = response instanceof Error ? Number.NaN : Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : RETRY_AFTER_MS * tries;
}

class Refused extends Error {
  constructor(response) {
    super(response instanceof Error ? response.message : `the chat answered ${response.status}`);
    this.status = response.status;
  }
}

function unlessLate(error) {
  if (error.status === CONFLICT) return null;
  throw error;
}
