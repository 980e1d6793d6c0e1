/**
 * The button of a business's chat, on any site:
 *   <script async src="https://HOST/widget.js" data-business="harbor-coffee"></script>
 * Nothing else is loaded before somebody touches it; who did so once is told of answers on every page. What the tag may
 * say, and window.ServiHub, are in docs/WIDGET.md.
 */
(() => {
  const tag = document.currentScript;
  const { business, color, corner, theme, language } = tag?.dataset ?? {};
  if (!business || window.ServiHub?.open) return;
  const host = new URL(tag.src).origin;
  const touched = `servihub/${business}`;
  const UNREAD_SHOWN_MAX = 99;

  /** It brings its own words, because it may load nothing. */
  const words = {
    en: {
      open: "Open chat",
      close: "Close chat",
      chat: "Chat",
      unread: { one: "# unread message", other: "# unread messages" },
    },
    es: {
      open: "Abrir el chat",
      close: "Cerrar el chat",
      chat: "Chat",
      unread: { one: "# mensaje sin leer", other: "# mensajes sin leer" },
    },
    ar: {
      open: "افتح الدردشة",
      close: "أغلق الدردشة",
      chat: "الدردشة",
      unread: {
        one: "رسالة واحدة غير مقروءة",
        two: "رسالتان غير مقروءتين",
        few: "# رسائل غير مقروءة",
        other: "# رسالة غير مقروءة",
      },
    },
  };
  const asked = language || document.documentElement.lang || navigator.language;
  const locale = Object.keys(words).find((each) => asked.toLowerCase().split("-")[0] === each) ?? "en";
  const said = words[locale];

  const fill = /^#[\da-f]{6}$/i.test(color ?? "") ? color : "#1e5b4c";
  const css = `
    :host { all: initial; font: 600 0.75rem/1 system-ui, sans-serif; }
    button, dialog { position: fixed; inset-block-end: max(1.25rem, env(safe-area-inset-bottom)); z-index: 2147483000;
      inset-inline: ${corner === "start" ? "1.25rem auto" : "auto 1.25rem"}; border: 0; padding: 0; }
    button { inline-size: 3.5rem; block-size: 3.5rem; border-radius: 50%; cursor: pointer; background: ${fill};
      color: ${isLight(fill) ? "#1b1b1b" : "#fff"}; box-shadow: 0 2px 6px rgb(0 0 0 / 0.2), 0 8px 24px rgb(0 0 0 / 0.2);
      border: 1px solid transparent; }
    button:focus-visible { outline: 3px solid ${fill}; outline-offset: 3px; }
    svg { inline-size: 1.6rem; vertical-align: middle; fill: none; stroke: currentcolor; stroke-width: 2;
      stroke-linecap: round; stroke-linejoin: round; }
    button[aria-expanded=true] .bubble, button[aria-expanded=false] .cross { display: none; }
    .badge { position: absolute; inset-block-start: -0.25rem; inset-inline-end: -0.25rem; min-inline-size: 1.4rem;
      box-sizing: border-box; padding: 0.35rem; border-radius: 1rem; background: #b3261e; color: #fff;
      font: inherit; text-align: center; }
    .badge:empty { display: none; }
    dialog { margin: 0; outline: 1px solid rgb(128 128 128 / 0.35); inset-block-end: calc(max(1.25rem, env(safe-area-inset-bottom)) + 4.25rem);
      inline-size: min(25rem, calc(100vw - 2.5rem)); block-size: min(42rem, calc(100dvh - 7.5rem)); overflow: hidden;
      border-radius: 1rem; background: Canvas; box-shadow: 0 2px 8px rgb(0 0 0 / 0.18), 0 16px 48px rgb(0 0 0 / 0.28);
      color-scheme: ${theme === "light" || theme === "dark" ? theme : "light dark"}; max-inline-size: none; max-block-size: none; }
    dialog:not([open]) { display: block; visibility: hidden; }
    iframe { inline-size: 100%; block-size: 100%; border: 0; display: block; }
    @media (max-width: 40rem) {
      dialog { inset: 0; inline-size: 100vw; block-size: 100dvh; border-radius: 0; }
      button[aria-expanded=true] { visibility: hidden; }
    }
    @media print { button, dialog { display: none; } }`;

  const root = document.createElement("servihub-chat");
  const shadow = root.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // Not by a style element: the page may allow none.
  shadow.adoptedStyleSheets = [sheet];
  shadow.innerHTML = `
    <button aria-controls="chat" aria-expanded="false" aria-haspopup="dialog" type="button"><svg aria-hidden="true"
      class="bubble" viewBox="0 0 24 24"><path d="M4 5h16v11H10l-4 4v-4H4z"/></svg><svg aria-hidden="true" class="cross"
      viewBox="0 0 24 24"><path d="M6 6l12 12M18 6L6 18"/></svg><span aria-hidden="true" class="badge"></span></button>
    <dialog id="chat"></dialog>`;
  const button = shadow.querySelector("button");
  const dialog = shadow.querySelector("dialog");
  const badge = shadow.querySelector(".badge");
  dialog.setAttribute("aria-label", said.chat);
  button.lang = locale;

  let frame;
  let isReady = false;
  /** Who somebody is: a token, or what gives one when it is needed, for it does not hold for long. */
  let identity = null;
  let unread = 0;
  const listeners = { unread: new Set(), refused: new Set() };
  const tell = (what) => isReady && frame.contentWindow.postMessage(what, host);
  const emit = (name, value) => {
    for (const listener of listeners[name]) listener(value);
  };

  function load() {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = said.chat;
    frame.allow = "microphone; clipboard-write; autoplay; fullscreen";
    const look = new URLSearchParams({ language: locale, theme: theme ?? "auto" });
    frame.src = `${host}/embed/${encodeURIComponent(business)}?${look}`;
    dialog.append(frame);
  }

  function open() {
    if (dialog.open) return;
    load();
    remember();
    if (matchMedia("(max-width: 40rem)").matches) dialog.showModal();
    else dialog.show();
    show();
    frame.focus();
    tell({ servihub: "open" });
  }

  function close() {
    if (dialog.open) dialog.close();
  }

  /** Of the button: what it does now, and what waits. */
  function show() {
    const waiting = dialog.open ? 0 : unread;
    button.setAttribute("aria-expanded", String(dialog.open));
    badge.textContent = waiting > UNREAD_SHOWN_MAX ? `${UNREAD_SHOWN_MAX}+` : waiting || "";
    const count = said.unread[new Intl.PluralRules(locale).select(waiting)] ?? said.unread.other;
    const label = dialog.open ? said.close : said.open;
    const counted = waiting ? `${label} (${count.replace("#", waiting.toLocaleString(locale))})` : label;
    button.setAttribute("aria-label", counted);
  }

  function identify(given) {
    identity = given;
    if (isReady) void tokenNow().then((token) => tell({ servihub: "identify", token }));
  }

  async function tokenNow() {
    try {
      const given = typeof identity === "function" ? await identity() : identity;
      return given == null ? null : String(given);
    } catch (error) {
      console.warn("the page could not say who this is:", error);
      return null;
    }
  }

  async function greet() {
    const token = await tokenNow();
    isReady = true;
    tell({ servihub: "hello", token, isOpen: dialog.open });
  }

  function on(name, listener) {
    listeners[name]?.add(listener);
    return () => listeners[name]?.delete(listener);
  }

  /** In `localStorage`, which a page may not have. */
  function remember() {
    try {
      localStorage.setItem(touched, "1");
    } catch {}
  }

  function wasTouched() {
    try {
      return localStorage.getItem(touched) !== null;
    } catch {
      return false;
    }
  }

  /** By the luminance of WCAG: whether white could not be seen on it. */
  function isLight(hex) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 4.5;
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== host) return;
    if (data?.servihub === "ready") void greet();
    else if (data?.servihub === "unread" && Number.isSafeInteger(data.count) && data.count !== unread) {
      unread = data.count;
      show();
      emit("unread", unread);
    } else if (data?.servihub === "refused") emit("refused", String(data.code));
    else if (data?.servihub === "close") close();
  });
  button.addEventListener("click", () => (dialog.open ? close() : open()));
  shadow.addEventListener("keydown", (event) => event.key === "Escape" && close());
  dialog.addEventListener("close", () => {
    show();
    button.focus();
    tell({ servihub: "close" });
  });

  show();

  const settle = () => {
    if (document.querySelector("servihub-chat")) return;
    document.body.append(root);
    const calls = window.ServiHub;
    const known = { open, close, identify, on };
    window.ServiHub = { ...known, push: ([name, ...given]) => known[name]?.(...given) };
    if (Array.isArray(calls)) for (const call of calls) window.ServiHub.push(call);
    if (wasTouched()) (window.requestIdleCallback ?? setTimeout)(load);
  };
  if (document.body) settle();
  else addEventListener("DOMContentLoaded", settle);
})();
