/** Milliseconds since this machine started, the same in every process on it. */
export const machineMs = () => performance.now() + OFFSET_MS;

const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();
