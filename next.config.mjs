/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  agentRules: false,
  serverExternalPackages: [
    "prom-client",
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
    { source: "/:path*", headers: [{ key: "referrer-policy", value: "same-origin" }] },
    // Who may show a widget's frame is said by `proxy.ts`.
    { source: "/((?!embed/).*)", headers: [{ key: "x-frame-options", value: "SAMEORIGIN" }] },
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
