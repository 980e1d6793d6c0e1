const NOTES_HZ = [587, 784];
const NOTE_SECONDS = 0.18;
const EVERY_MS = 2_500;
const LOUDNESS = 0.06;

/** Rings until the returned function is called; not for whoever wants it calm, or where a page may not sound yet. */
export function ring(): () => void {
  if (typeof AudioContext === "undefined" || matchMedia("(prefers-reduced-motion: reduce)").matches)
    return () => {};
  const context = new AudioContext();
  const strike = () => {
    if (context.state === "running") for (const [n, hz] of NOTES_HZ.entries()) sound(context, hz, n);
  };
  const first = setTimeout(strike, 100);
  const again = setInterval(strike, EVERY_MS);
  return () => {
    clearTimeout(first);
    clearInterval(again);
    void context.close();
  };
}

function sound(context: AudioContext, hz: number, n: number): void {
  const start = context.currentTime + n * NOTE_SECONDS;
  const tone = new OscillatorNode(context, { frequency: hz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setTargetAtTime(LOUDNESS, start, 0.02);
  volume.gain.setTargetAtTime(0, start + NOTE_SECONDS, 0.08);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + NOTE_SECONDS * 4);
}
