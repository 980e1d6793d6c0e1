import { useSearchParams } from "next/navigation";

export interface SwitchedBusiness {
  businessId: string;
  businessSlug: string;
  businessName: string;
  role: "agent" | "owner";
}

/** The business whose inbox is shown: the one named in the address, else the first. */
export function useSwitchedBusiness<Business extends SwitchedBusiness>(
  businesses: Business[],
): Business | undefined {
  const slug = useSearchParams().get("business");
  return businesses.find(({ businessSlug }) => businessSlug === slug) ?? businesses[0];
}
