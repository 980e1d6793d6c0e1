// Shows what is pushed, and leads to it. It keeps nothing and answers no request, so nothing of the site can be stale.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, tag, path, locale, open } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      // What takes the place of another rings again.
      renotify: true,
      lang: locale,
      dir: "auto",
      icon: "/icon-192.png",
      badge: "/icon-192.png",
      data: { path },
      actions: [{ action: "open", title: open }],
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.path));
});

/** In a tab that has it open already, else in a new one. */
async function show(path) {
  const url = new URL(path, self.location.origin);
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => new URL(tab.url).pathname === url.pathname);
  return there ? there.focus() : self.clients.openWindow(url.href);
}

/** A browser changes its keys now and then; the site is to know the new ones. */
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(
    (async () => {
      const options = event.oldSubscription?.options;
      const subscription =
        event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
      if (!subscription) return;
      await fetch("/api/push", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(subscription),
      });
    })(),
  );
});
