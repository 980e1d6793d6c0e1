import type { Delivery } from "@/lib/delivery";
import { Icon } from "../ui/icon";

const marks = {
  pending: { icon: "clock", text: "Sending", className: "opacity-80" },
  sent: { icon: "sent", text: "Sent", className: "opacity-80" },
  delivered: { icon: "arrived", text: "Delivered", className: "opacity-80" },
  read: { icon: "arrived", text: "Read", className: "stroke-[2.5]" },
} as const;

/** How far an own message has got. Read differs from delivered by weight and by its own words. */
export function DeliveryMark({ delivery }: { delivery: Delivery | "pending" }) {
  const { icon, text, className } = marks[delivery];
  return (
    <span className="inline-flex items-center gap-1" title={text}>
      <Icon className={`size-4 ${className}`} name={icon} />
      <span className="sr-only">{text}</span>
    </span>
  );
}
