interface RoleSelectProps {
  label: string;
  chosen: "agent" | "owner";
  names: Record<"agent" | "owner", string>;
}

/** What a member may be. */
export function RoleSelect({ label, chosen, names }: RoleSelectProps) {
  return (
    <select
      aria-label={label}
      className="h-8 max-w-full rounded-md border border-line-strong bg-surface px-2 text-sm text-ink"
      defaultValue={chosen}
      key={chosen}
      name="role"
    >
      <option value="agent">{names.agent}</option>
      <option value="owner">{names.owner}</option>
    </select>
  );
}
