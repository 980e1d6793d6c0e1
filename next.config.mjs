const EVERYWHERE = {
  "referrer-policy": "same-origin",
  // A page that opened ours, or was opened by it, gets no hold of its window.
  "cross-origin-opener-policy": "same-origin",
  // Voices, and nothing else of what a device has.
  "permissions-policy":
    "microphone=(self), camera=(), display-capture=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), hid=(), midi=()",
};
/** Scripts and sheets are of nobody, and counted by the byte. */
const OF_NO_BUILD = "/((?!_next/static/).*)";
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

const named = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  serverExternalPackages: [
    "prom-client",
    "pino",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-node",
    "@vercel/postgres",
    "@neondatabase/serverless",
    "ws",
    "@node-rs/argon2",
  ],
  turbopack: {
    root: import.meta.dirname,
    // Words are compiled on the server, so neither end needs a parser (see `app/words.ts`).
    resolveAlias: {
      "use-intl/format-message": "./node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    },
  },
  // `npm test` checks the types; a start does not wait for it.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: "/:path*", headers: named({ "x-content-type-options": "nosniff" }) },
    { source: OF_NO_BUILD, headers: named(EVERYWHERE) },
    // Only a proxy of ours is believed that somebody came by https (`lib/server/forwarded.ts`).
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https(?:,.*)?" }],
      headers: named({ "strict-transport-security": "max-age=31536000" }),
    },
    // Who may show a widget's frame is said by `proxy.ts`, which has the policy of all pages.
    { source: "/((?!embed/|_next/static/).*)", headers: named({ "x-frame-options": "SAMEORIGIN" }) },
    // Other sites load the widget's tag, and show logos and the pictures by which pages are told of.
    {
      source: "/((?!_next/static/|logos/|widget\\.js|.*opengraph-image|.*\\.png|.*\\.svg).*)",
      headers: named({ "cross-origin-resource-policy": "same-origin" }),
    },
    // What programs ask is no page. Files have a policy of their own.
    {
      source: "/:path(api/(?!files/).*|emoji/.*|healthz?)",
      headers: named({ "content-security-policy": NO_PAGE }),
    },
  ],
  rewrites: async () => ({
    beforeFiles: [
      {
        source: "/api/:path*",
        has: [{ type: "header", key: "access-control-request-method" }],
        destination: "/api/preflight",
      },
    ],
  }),
  experimental: { authInterrupts: true, agentUpgrade: false, useOffline: true },
};
