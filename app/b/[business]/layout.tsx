import { businessNamed } from "./business";

/** What is not there must be known before the first byte: the page itself is sent in parts, and with a 200. */
export default async function Layout({ params, children }: LayoutProps<"/b/[business]">) {
  await businessNamed((await params).business);
  return children;
}
