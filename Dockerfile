# The site and the rooms, as `npm start` runs them. Postgres and Redis stand beside it (compose.yaml).
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/bootstrap.mjs scripts/missing-packages.mjs scripts/root.mjs scripts/
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund
COPY . .
RUN node --input-type=module -e "import { buildSite } from '/app/scripts/build.mjs'; await buildSite({ say: console.log, logFile: '/tmp/build.log' })"

FROM node:22-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build --chown=node:node /app /app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 1999
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD \
  node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["tini", "--"]
CMD ["node", "scripts/start.mjs"]
