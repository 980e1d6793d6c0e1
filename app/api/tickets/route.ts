import { giveTicket } from "@/app/conversation/tickets";
import { endpoint, json } from "@/app/endpoint";

export const POST = endpoint(async ({ viewer, body }) => json(await giveTicket(viewer, await body())));
