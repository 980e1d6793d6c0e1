import { after } from "next/server";
import { sweepFiles } from "@/app/attachments/sweep";
import { upload } from "@/app/attachments/upload";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

/** The body is the file; what is said of it is in the query and in its Content-Type. */
export const POST = endpoint(
  async ({ viewer, query, request }) => {
    after(sweepFiles);
    const mediaType = request.headers.get("content-type") ?? "";
    const file = request.body ?? new Blob([]).stream();
    const { attachment, isNew } = await upload(viewer, { ...query, mediaType, file });
    return json(attachment, { status: isNew ? 201 : 200 });
  },
  { hasOwnLimit: true },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
