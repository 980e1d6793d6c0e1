"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ActionResult } from "@/lib/action-result";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import { granted } from "../granted";
import type { CustomerPanelProps } from "./customer-panel";

type Customer = CustomerPanelProps["customer"];

interface CustomerAsked {
  conversationId: string;
  /** As the server wrote it into the page. */
  customer: Customer;
  /** Who takes part by now; nobody before the room has said so. */
  participants: Participant[];
  read: (asked: { conversationId: string }) => Promise<ActionResult<Customer>>;
}

/** What is known of a customer, read again whenever somebody joins. */
export function useCustomer({ conversationId, customer, participants, read }: CustomerAsked): Customer {
  const team = participants.flatMap(({ userId, role }) => (isStaff(role) ? userId : [])).sort();
  const isAsWritten = team.every((userId) => customer.team.some((each) => each.userId === userId));
  const { data = customer } = useQuery({
    queryKey: ["customer", conversationId, team],
    queryFn: async () => granted(await read({ conversationId })),
    enabled: !isAsWritten,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
