import { otherMethods } from "@/app/other-methods";
import { GET as health } from "../health/route";

export const dynamic = "force-dynamic";

/** By the name that orchestrators look for. */
export const GET = health;

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
