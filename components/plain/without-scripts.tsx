/** Leads browsers without scripts to where a page works for them; the others take no notice of it. */
export function WithoutScripts({ to }: { to: string }) {
  return (
    <noscript>
      <meta content={`0;url=${to}`} httpEquiv="refresh" />
    </noscript>
  );
}
