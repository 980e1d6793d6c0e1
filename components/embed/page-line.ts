/** What the page around the frame says to it. */
export type FromPage =
  | { servihub: "hello"; token: string | null; isOpen: boolean }
  | { servihub: "identify"; token: string | null }
  | { servihub: "open" | "close" };

/** What the frame says to the page: never who somebody is, nor what was said. */
export type ToPage =
  | { servihub: "unread"; count: number }
  | { servihub: "refused"; code: string }
  | { servihub: "close" };

export interface PageLine {
  /** Said to nobody until the page has said hello. */
  say: (what: ToPage) => void;
  end: () => void;
}

type Frame = Pick<Window, "parent" | "addEventListener" | "removeEventListener">;

/** The line to the page that shows this frame, which is heard only if it is one of `origins`; `null` in a window of its own. */
export function lineToPage(frame: Frame, origins: string[], hear: (said: FromPage) => void): PageLine | null {
  const page = frame.parent;
  if (page === frame) return null;
  let origin: string | undefined;
  const receive = (event: MessageEvent) => {
    if (event.source !== page || !origins.includes(event.origin)) return;
    const said = saidIn(event.data);
    if (!said) return;
    origin = event.origin;
    hear(said);
  };
  frame.addEventListener("message", receive);
  // Whoever is around may know that there is a frame: they put it there.
  page.postMessage({ servihub: "ready" }, "*");
  return {
    say: (what) => {
      if (origin !== undefined) page.postMessage(what, origin);
    },
    end: () => frame.removeEventListener("message", receive),
  };
}

/** Whatever a page sends is looked at piece by piece; `undefined` for what is none of ours. */
export function saidIn(sent: unknown): FromPage | undefined {
  const { servihub, token, isOpen } = Object(sent);
  const isToken = token === null || typeof token === "string";
  switch (servihub) {
    case "hello":
      return isToken && typeof isOpen === "boolean" ? { servihub, token, isOpen } : undefined;
    case "identify":
      return isToken ? { servihub, token } : undefined;
    case "open":
    case "close":
      return { servihub };
    default:
      return;
  }
}
