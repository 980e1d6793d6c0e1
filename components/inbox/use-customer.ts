"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import { granted } from "../granted";
import type { CustomerActions } from "./customer-actions";
import type { CustomerPanelProps } from "./customer-panel";
import { useInboxNews } from "./use-inbox-news";

type Customer = CustomerPanelProps["customer"];

interface CustomerAsked {
  readerId: string;
  businessId: string;
  conversationId: string;
  /** As the server wrote it into the page. */
  customer: Customer;
  /** Who takes part by now; nobody before the room has said so. */
  participants: Participant[];
  read: CustomerActions["read"];
}

/** What was read a moment ago is not read again because it is looked at again. */
const FRESH_MS = 5_000;

/** What is known of a customer, read again whenever it changed, somebody joins or it comes into view again. */
export function useCustomer({ readerId, businessId, conversationId, ...asked }: CustomerAsked): {
  customer: Customer;
  reload: () => Promise<unknown>;
} {
  const { customer, participants, read } = asked;
  const team = participants.flatMap(({ userId, role }) => (isStaff(role) ? userId : [])).sort();
  const isAsWritten = team.every((userId) => customer.team.some((each) => each.userId === userId));
  const { data = customer, refetch } = useQuery({
    queryKey: ["customer", conversationId, isAsWritten ? "as written" : team],
    queryFn: async () => granted(await read({ conversationId })),
    ...(isAsWritten && { initialData: customer }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
  useInboxNews({
    ...{ readerId, businessId },
    onMissed: () => void refetch(),
    onEvent: (event) => {
      const isTheirs = event.type === "customer:changed" && event.customerId === customer.id;
      if (isTheirs || event.type === "tags:changed") void refetch();
    },
  });
  return { customer: data, reload: refetch };
}
