import { GET as health } from "../health/route";

export const dynamic = "force-dynamic";

/** By the name that orchestrators look for. */
export const GET = health;
