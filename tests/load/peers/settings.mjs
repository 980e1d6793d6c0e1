/** A peer is a process of its own: `PEER` holds its settings, and its parent hears its port. */
export const { databaseUrl, roomsEnvironment, redisUrl, jwtSecret } = JSON.parse(process.env.PEER);

/** The same for all that insert message by message. */
export const CONNECTIONS_MAX = 10;

export const jsonError = (error) => JSON.stringify({ type: "refused", message: String(error) });

export function announce(http) {
  process.send({ port: http.address().port });
  process.on("disconnect", () => process.exit());
}
