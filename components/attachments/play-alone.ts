let heard: HTMLMediaElement | undefined;

/** Whatever else is playing stops: one voice at a time. */
export function playAlone({ currentTarget }: { currentTarget: HTMLMediaElement }): void {
  if (heard !== currentTarget) heard?.pause();
  heard = currentTarget;
}
