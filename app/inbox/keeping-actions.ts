import type { KeepingActions } from "@/components/inbox/keeping-actions";
import { cancelLater, draftOf, laterOf, planLater } from "./actions";

export const keepingActions: KeepingActions = { cancelLater, draftOf, laterOf, planLater };
