"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import { granted } from "../granted";
import type { CustomerActions } from "./customer-actions";
import type { CustomerPanelProps } from "./customer-panel";

type Customer = CustomerPanelProps["customer"];

interface CustomerAsked {
  conversationId: string;
  /** As the server wrote it into the page. */
  customer: Customer;
  /** Who takes part by now; nobody before the room has said so. */
  participants: Participant[];
  read: CustomerActions["read"];
}

/** What was read a moment ago is not read again because it is looked at again. */
const FRESH_MS = 5_000;

/** What is known of a customer, read again whenever somebody joins or it comes into view again. */
export function useCustomer({ conversationId, customer, participants, read }: CustomerAsked): {
  customer: Customer;
  reload: () => Promise<unknown>;
} {
  const team = participants.flatMap(({ userId, role }) => (isStaff(role) ? userId : [])).sort();
  const isAsWritten = team.every((userId) => customer.team.some((each) => each.userId === userId));
  const { data = customer, refetch } = useQuery({
    queryKey: ["customer", conversationId, isAsWritten ? "as written" : team],
    queryFn: async () => granted(await read({ conversationId })),
    ...(isAsWritten && { initialData: customer }),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
  return { customer: data, reload: refetch };
}
