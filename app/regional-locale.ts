import "server-only";
import Negotiator from "negotiator";
import { headers } from "next/headers";
import { cache } from "react";
import { locale } from "./words";

const LANGUAGE_AND_REGION = /^[a-z]{2}-[A-Z]{2}$/;

/** The reader's language as it is written where they are: English alone does not say whether six is 6 PM or 18:00. */
export const regionalLocale = cache(async (): Promise<string> => {
  const chosen = await locale();
  const asked = (await headers()).get("accept-language") ?? undefined;
  const languages = new Negotiator({ headers: { "accept-language": asked } }).languages();
  return languages.find((each) => LANGUAGE_AND_REGION.test(each) && each.startsWith(chosen)) ?? chosen;
});
