export const ATTACHMENTS_PER_MESSAGE_MAX = 10;
export const ATTACHMENT_BYTES_MAX = 25 * 1024 * 1024;
/** So many bars draw a voice note at most, each as high as this. */
export const PEAKS_MAX = 64;
export const PEAK_MAX = 100;
/** Of a recording. */
export const DURATION_MS_MAX = 24 * 60 * 60 * 1000;
export const SIDE_PX_MAX = 65_535;
