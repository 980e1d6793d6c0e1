import { setBackdrop } from "../scenes/backdrop";

export default async function setUp(): Promise<void> {
  if (!process.env.E2E_DATABASE_URL) throw new Error("no stack has been started");
  await setBackdrop(process.env.E2E_DATABASE_URL);
}
