import { PEAK_MAX, PEAKS_MAX } from "./attachment-limits";

/** As many bars as a recording is drawn with, from how loud it was (0 to 1) at each moment it was listened to. */
export function peaksOf(levels: number[]): number[] {
  const count = Math.min(PEAKS_MAX, levels.length);
  const loudest = Math.max(...levels, Number.EPSILON);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / count);
    const to = Math.floor(((bar + 1) * levels.length) / count);
    return Math.round((Math.max(...levels.slice(from, to)) / loudest) * PEAK_MAX);
  });
}
