import { notFound } from "next/navigation";
import { cache } from "react";
import { publicPost } from "../../../../broadcasts/posts";
import { uuid } from "../../../../conversation/access";
import { businessNamed } from "../../business";

/** The post of an address, read once for the page and what is said of it elsewhere. */
export const postAt = cache(async ({ business: slug, post }: { business: string; post: string }) => {
  const id = uuid.safeParse(post);
  const business = await businessNamed(slug);
  const found = id.success ? await publicPost({ businessId: business.id, id: id.data }) : null;
  return { business, post: found ?? notFound() };
});
