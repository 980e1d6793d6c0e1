/** In this browser alone: whether something may be heard belongs to the place where it stands. */
const KEY = "sound";
/** So long the tab that rang keeps all others, and itself, from ringing again. */
const BURST_MS = 3_000;
const LOUDNESS = 0.08;
/** When each note begins, and how high it is. */
const NOTES = [
  { afterSeconds: 0, hertz: 659 },
  { afterSeconds: 0.12, hertz: 880 },
];
const NOTE_SECONDS = 0.35;
const CLOSED_AFTER_MS = 1_000;

export function hasSound(): boolean {
  return localStorage.getItem(KEY) !== "off";
}

export function setSound(isOn: boolean): void {
  if (isOn) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, "off");
}

/** Once for what comes together, and in one of all tabs: whoever has the lock rings. */
export function ring(): void {
  // Without https there is no lock.
  if (!hasSound() || !window.isSecureContext) return;
  void navigator.locks.request("ring", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await play();
    await new Promise((resolve) => setTimeout(resolve, BURST_MS));
  });
}

/** Two short notes. In a page that nobody has touched yet a browser lets nothing be heard. */
export async function play(): Promise<void> {
  const audio = new AudioContext();
  if (audio.state !== "running" && !navigator.userActivation.hasBeenActive) return audio.close();
  await audio.resume();
  for (const { afterSeconds, hertz } of NOTES) {
    const from = audio.currentTime + afterSeconds;
    const loudness = audio.createGain();
    loudness.gain.setValueAtTime(LOUDNESS, from);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + NOTE_SECONDS);
    const note = audio.createOscillator();
    note.frequency.value = hertz;
    note.connect(loudness).connect(audio.destination);
    note.start(from);
    note.stop(from + NOTE_SECONDS);
  }
  setTimeout(() => void audio.close(), CLOSED_AFTER_MS);
}
