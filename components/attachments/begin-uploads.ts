import { postFile } from "@/lib/client/post-file";
import { Uploads } from "@/lib/client/uploads";
import { measured } from "./measure";

/** Comes with the first file. */
export function beginUploads(options: {
  conversationId: string;
  key: string;
  storage: Storage | undefined;
}): Uploads {
  return new Uploads({ ...options, post: postFile, measure: measured });
}
