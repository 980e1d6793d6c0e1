import { isLocale, LOCALES } from "@/lib/locale";
import { emojiIn } from "../emoji";

// Made when the site is built; nobody's browser asks anybody else for it.
export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams(): { locale: string }[] {
  return LOCALES.map((locale) => ({ locale }));
}

/** All emoji with their names, for the picker. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return isLocale(locale) ? Response.json(emojiIn(locale)) : new Response(null, { status: 404 });
}
