import { otherMethods } from "@/app/other-methods";
import { endpoint, json } from "../../../endpoint";
import { mailPosted } from "../../../mail/inbound";

/** Asked by mail servers: 200 where they are done with a mail, stored or refused for good; else they try again. */
export const POST = endpoint(async ({ request }) => json(await mailPosted(request)), { isOfPrograms: true });

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
