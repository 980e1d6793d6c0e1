export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 font-display text-lg" dir="ltr">
      <svg aria-hidden="true" className="size-7" viewBox="0 0 32 32">
        <path
          className="fill-pine"
          d="M16 3C8.3 3 2.5 8.1 2.5 14.600c0 3.3 1.5 6.2 4 8.300L5.6 28a1 1 0 0 0 1.4 1.100l5.4-2.400c1.2.3 2.4.4 3.6.4 7.7 0 13.5-5.1 13.5-12.500S23.7 3 16 3Z"
        />
        <path
          className="fill-on-pine"
          d="M10 12.600a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm6 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"
        />
        <path className="fill-[#f0a06f]" d="M22 12.600a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z" />
      </svg>
      ServiHub
    </span>
  );
}
