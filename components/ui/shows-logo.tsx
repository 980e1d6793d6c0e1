import type { CSSProperties, ReactNode } from "react";
import { logoPath } from "@/lib/profile";

declare module "react" {
  interface CSSProperties {
    "--logo"?: string;
  }
}

/** Has the head of the chat in it show the logo of its business, whose scripts know nothing of logos. */
export function ShowsLogo({ logoId, children }: { logoId: string | null; children: ReactNode }) {
  const style: CSSProperties = logoId === null ? {} : { "--logo": `url("${logoPath(logoId)}")` };
  return (
    <div className={logoId === null ? "contents" : "shows-logo contents"} style={style}>
      {children}
    </div>
  );
}
