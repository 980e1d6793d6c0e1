import { z } from "zod/mini";
import { businessBySlug } from "@/db/businesses";
import { storableText } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { db } from "../database";
import type { Viewer } from "../viewer";

const SLUG_LENGTH_MAX = 100;

/** What a business is called in addresses. */
export const slug = storableText.check(z.maxLength(SLUG_LENGTH_MAX));

export async function businessNamed(slug: string) {
  const business = await businessBySlug(db(), slug);
  if (!business) throw new Refusal("not-found");
  return business;
}

/** Access to the business of an address, as `permit` gives it; its id. */
export function inBusiness(permit: (viewer: Viewer, asked: { businessId: string }) => unknown) {
  return async (viewer: Viewer, asked: { slug: string }): Promise<string> => {
    const { id: businessId } = await businessNamed(asked.slug);
    await permit(viewer, { businessId });
    return businessId;
  };
}
