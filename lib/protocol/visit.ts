import { z } from "zod/mini";
import { event } from "./event";

/** For how long a visit may wait for something to happen. */
export const VISIT_SECONDS_MAX = 25;
/** What may be said in one visit. */
export const FRAMES_PER_VISIT_MAX = 20;

/** What a room tells whoever asks again and again: the same as over a socket that resumes, and the version after it. */
export const visitAnswer = z.object({ changes: z.array(event), rev: z.int() });
export type VisitAnswer = z.infer<typeof visitAnswer>;
